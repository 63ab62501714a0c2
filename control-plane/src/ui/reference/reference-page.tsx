'use client';
import { plural } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import { referenceQuery } from '../api/reference-query.ts';
import { Empty } from '../parts/empty.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { capitalised } from '../words/sentence.ts';
import type { ApiDocument } from './api-document.ts';
import { PROBLEMS_ID } from './operation-detail.tsx';
import { OperationRow } from './operation-row.tsx';
import { ProblemCodes } from './problem-codes.tsx';
import { byNoun, findOperations, type Noun, readOperations } from './read-operations.ts';
import classes from './reference.module.css';
import { ReferenceSearch } from './reference-search.tsx';
import { useNamedOperation } from './use-named-operation.ts';

const nounId = (noun: string) => `noun-${noun}`;

/** The API, operation by operation, from its own description: how each is asked, by whom, and what it answers. */
export function ReferencePage() {
  const { data, error, refetch } = useQuery(referenceQuery());
  return (
    <PageBody>
      <PageHead
        title="API reference"
        answer={data === undefined ? '\u00a0' : <ReferenceAnswer document={data} />}
        actions={
          <>
            <Button component="a" href="/api/v1/openapi.json" variant="default">
              openapi.json
            </Button>
            <LinkButton href="/settings/keys">API keys</LinkButton>
          </>
        }
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data !== undefined ? <Operations document={data} /> : error === null ? <OperationsSkeleton /> : null}
    </PageBody>
  );
}

function ReferenceAnswer({ document: { info, paths } }: { document: ApiDocument }) {
  const count = Object.values(paths).reduce((sum, item) => sum + Object.keys(item).length, 0);
  return `${plural(count, 'operation')}, version ${info.version}`;
}

function Operations({ document }: { document: ApiDocument }) {
  const [words, setWords] = useWordsInAddress();
  const { unfolded, toggle } = useNamedOperation();
  const operations = useMemo(() => readOperations(document), [document]);
  const found = useMemo(() => findOperations(operations, words), [operations, words]);
  const nouns = byNoun(found);
  const base = `${location.origin}${document.servers[0]?.url ?? ''}`;
  return (
    <>
      <div className={classes.tools}>
        <ReferenceSearch text={words} onText={setWords} />
        <span role="status" className={classes.dim}>
          {words.trim() === '' ? '' : `${found.length} of ${plural(operations.length, 'operation')}`}
        </span>
      </div>
      <div className={classes.columns}>
        <NounLinks nouns={nouns} />
        <div className={classes.nouns}>
          {found.length === 0 ? (
            <Empty
              icon={<IconSearchOff size={22} />}
              title="No operation has all these words"
              action={
                <Button variant="default" onClick={() => setWords('')}>
                  Show all
                </Button>
              }
            >
              Words are looked for in methods, paths, summaries, permissions and the names of fields.
            </Empty>
          ) : null}
          {nouns.map(({ noun, operations: own }) => (
            <Panel key={noun} id={nounId(noun)} title={capitalised(noun)} aside={plural(own.length, 'operation')} flush>
              <ul className={classes.operations}>
                {own.map((operation) => (
                  <OperationRow
                    key={operation.id}
                    operation={operation}
                    shapes={document.components.schemas}
                    base={base}
                    open={unfolded.has(operation.id)}
                    onToggle={() => toggle(operation.id)}
                  />
                ))}
              </ul>
            </Panel>
          ))}
          <ProblemCodes codes={document['x-longshore-problem-codes']} />
        </div>
      </div>
    </>
  );
}

/** The nouns, beside them on a wide page; a narrow one is searched. */
function NounLinks({ nouns }: { nouns: readonly Noun[] }) {
  return (
    <nav aria-label="On this page" className={classes.contents}>
      {nouns.map(({ noun }) => (
        <a key={noun} href={`#${nounId(noun)}`}>
          {capitalised(noun)}
        </a>
      ))}
      <a href={`#${PROBLEMS_ID}`}>Problems</a>
    </nav>
  );
}

function OperationsSkeleton() {
  return (
    <div className={classes.nouns} role="status" aria-label="Loading">
      <Skeleton height={36} maw={420} />
      <Skeleton height={420} />
      <Skeleton height={300} />
    </div>
  );
}

/** The words that are searched for, kept in the address: a link carries them. */
function useWordsInAddress(): [string, (words: string) => void] {
  const address = useSearchParams().get('q') ?? '';
  const [words, setWords] = useState(address);
  return [
    words,
    (next) => {
      setWords(next);
      const query = next.trim() === '' ? '' : `?q=${encodeURIComponent(next.trim())}`;
      window.history.replaceState(window.history.state, '', `${location.pathname}${query}${location.hash}`);
    },
  ];
}
