'use client';
import { SORT_DISTRIBUTIONS } from '@longshore/schemas';
import { traceQuicksort } from '@longshore/sorting';
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { Panel } from '../../parts/panel.tsx';
import { DISTRIBUTION_WORDS } from '../sort-words.ts';
import sorts from '../sorts.module.css';
import { exampleValues, MOST_VALUES, readNumbers } from './example-values.ts';
import classes from './learn.module.css';
import { playTrace } from './play-trace.ts';
import { QuicksortPlayer } from './player.tsx';

type Distribution = (typeof SORT_DISTRIBUTIONS)[number];

const FEWEST = 4;

/** Quicksort as it works, on numbers that one can see: the trace of the code that sorts on the fleet. */
export function LearnPage() {
  const [distribution, setDistribution] = useState<Distribution>('uniform');
  const [count, setCount] = useState<number | string>(16);
  const [seed, setSeed] = useState(1);
  const [typed, setTyped] = useState('');
  const own = useMemo(() => (typed.trim() === '' ? null : readNumbers(typed)), [typed]);
  const wanted = typeof count === 'number' ? Math.max(FEWEST, Math.min(MOST_VALUES, Math.floor(count))) : FEWEST;
  const values = useMemo(
    () => (own !== null && 'numbers' in own ? own.numbers : exampleValues(distribution, wanted, seed)),
    [own, distribution, wanted, seed],
  );
  const frames = useMemo(() => playTrace(values, traceQuicksort(values).steps), [values]);
  return (
    <PageBody>
      <PageHead
        title="Quicksort, step by step"
        answer={
          <>
            The very code that{' '}
            <Link href="/sorts" className={sorts.inText}>
              sorts on the fleet
            </Link>
            , at work on a few numbers. Space plays and pauses, arrows go step by step.
          </>
        }
      />
      <Panel title="Which numbers">
        <div className={classes.choice}>
          <Select
            label="Distribution"
            allowDeselect={false}
            disabled={own !== null}
            data={SORT_DISTRIBUTIONS.map((value) => ({ value, label: DISTRIBUTION_WORDS[value] }))}
            value={distribution}
            onChange={(value) => {
              const known = SORT_DISTRIBUTIONS.find((each) => each === value);
              if (known !== undefined) setDistribution(known);
            }}
          />
          <NumberInput
            label="How many"
            disabled={own !== null}
            min={FEWEST}
            max={MOST_VALUES}
            allowDecimal={false}
            value={count}
            onChange={setCount}
          />
          <Button
            variant="default"
            disabled={own !== null}
            leftSection={<IconArrowsShuffle size={16} aria-hidden />}
            onClick={() => setSeed((now) => now + 1)}
          >
            Others
          </Button>
          <TextInput
            className={classes.own ?? ''}
            label="Or your own"
            placeholder="5 3 8 1 9 2 5"
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={own !== null && 'fault' in own ? own.fault : null}
          />
        </div>
      </Panel>
      <QuicksortPlayer key={values.join(' ')} frames={frames} values={values} />
      <p className={classes.foot}>
        Of ranges with 128 numbers or more the pivot is a median of three medians, and short ranges are sorted by
        insertion, which is left out here. On the fleet the same idea goes over machines: a sample chooses splitters,
        each sorter sends every part to its owner, and owners sort their ranges.
      </p>
    </PageBody>
  );
}
