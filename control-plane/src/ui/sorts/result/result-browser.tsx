'use client';
import type { SortDetail } from '@longshore/schemas';
import { formatCount, formatUntil, plural } from '@longshore/schemas/words';
import { Button, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconHash } from '@tabler/icons-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import { hint } from '../../parts/hint/hint.ts';
import { Panel } from '../../parts/panel.tsx';
import { useShortcut } from '../../shortcuts/shortcut-keys.tsx';
import { formatExact } from '../../time/exact-time.ts';
import { useTimeWords } from '../../time/use-time-words.ts';
import { PAGE, pageAt, pageCount, readRank } from './rank-windows.ts';
import classes from './result-browser.module.css';
import { ResultList } from './result-list.tsx';

/** The result by page and by rank; what is looked at is fetched, and the address keeps the rank. */
export function ResultBrowser({ sort }: { sort: SortDetail }) {
  const pathname = usePathname();
  const search = useSearchParams();
  const count = sort.count ?? 0;
  const linked = readRank(search.get('rank') ?? '', count);
  const [meant, setMeant] = useState({ rank: linked ?? 0, marked: linked !== null });
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const goneIn = useTimeWords((now) =>
    sort.resultUntil === null ? '' : formatUntil(Date.parse(sort.resultUntil) - now),
  );
  useShortcut('search', () => field.current?.focus());

  if (sort.resultUntil === null) {
    return (
      <Panel title="Result">
        <p className={classes.quiet}>
          It is no longer kept: results are removed after a while. Sort it again to look at it.
        </p>
      </Panel>
    );
  }
  const { page, first, size } = pageAt(meant.rank, count);
  const go = (rank: number, marked: boolean) => {
    setMeant({ rank, marked });
    setFault(null);
    // The page is the same one: there is nothing to ask the server for but the elements.
    history.replaceState(null, '', rank === 0 && !marked ? pathname : `${pathname}?rank=${rank}`);
  };
  const find = () => {
    const rank = readRank(typed, count);
    if (rank === null) setFault(count === 0 ? 'there are no elements' : `a rank from 0 to ${formatCount(count - 1)}`);
    else go(rank, true);
  };
  return (
    <Panel
      title="Result"
      aside={
        <span {...hint(formatExact(sort.resultUntil))}>
          {plural(count, 'element')}, gone {goneIn}
        </span>
      }
    >
      {count === 0 ? (
        <p className={classes.quiet}>Nothing was sorted, and nothing is the result.</p>
      ) : (
        <div className={classes.browser}>
          <div className={classes.bar}>
            <form
              className={classes.find}
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                find();
              }}
            >
              <TextInput
                ref={field}
                size="sm"
                aria-label="Go to a rank"
                placeholder="Rank: 1,000,000 · 50 % · last"
                leftSection={<IconHash size={15} aria-hidden />}
                spellCheck={false}
                autoComplete="off"
                value={typed}
                error={fault}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  setFault(null);
                }}
              />
              <Button type="submit" variant="default" size="sm">
                Go
              </Button>
            </form>
            <div className={classes.pages}>
              <Button
                variant="default"
                size="sm"
                px={10}
                aria-label="The page before"
                disabled={page === 0}
                onClick={() => go(first - PAGE, false)}
              >
                <IconChevronLeft size={16} aria-hidden />
              </Button>
              <span>
                {formatCount(first)} to {formatCount(first + size - 1)}
                <span className={classes.of}>
                  {' '}
                  · page {formatCount(page + 1)} of {formatCount(pageCount(count))}
                </span>
              </span>
              <Button
                variant="default"
                size="sm"
                px={10}
                aria-label="The next page"
                disabled={page + 1 >= pageCount(count)}
                onClick={() => go(first + PAGE, false)}
              >
                <IconChevronRight size={16} aria-hidden />
              </Button>
            </div>
          </div>
          <ResultList
            key={first}
            id={sort.id}
            first={first}
            size={size}
            count={count}
            rank={meant.rank}
            marked={meant.marked}
          />
          <p className={classes.quiet}>Ranks are counted from 0, as in the API and on the command line.</p>
        </div>
      )}
    </Panel>
  );
}
