'use client';
import { KITCHEN_RUN_STATES, SCENARIOS } from '@longshore/schemas';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { kitchenRunQuery } from '../../api/kitchen-queries.ts';
import { Note } from '../../parts/note.tsx';
import { NothingToShow } from '../../parts/nothing-to-show.tsx';
import { PageBody } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { withStop } from '../../words/sentence.ts';
import { KitchensBar } from '../kitchens-bar.tsx';
import list from '../list/list.module.css';
import { ComparePanel } from './compare-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunHeader } from './run-header.tsx';
import { RunProgress } from './run-progress.tsx';
import { runSentence, scenarioWord } from './run-words.ts';
import { SharesPanel } from './shares-panel.tsx';

/** One run of a scenario: how far it is, what it came to, and how others of the same orders did. */
export function RunPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(kitchenRunQuery(id));
  useDocumentTitle(`${data === undefined ? 'Run' : scenarioWord(data.scenario)} · Longshore`);
  if (data === undefined) {
    return (
      <PageBody>
        <KitchensBar />
        {error === null ? (
          <Skeleton height={360} aria-busy />
        ) : (
          <NothingToShow
            error={error}
            retry={() => void refetch()}
            others={{ href: '/kitchens/runs', words: 'All runs' }}
          />
        )}
      </PageBody>
    );
  }
  const isOver = KITCHEN_RUN_STATES[data.state].terminal;
  return (
    <PageBody>
      <KitchensBar />
      <RunHeader run={data} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      <p className={list.dim}>
        {SCENARIOS[data.scenario]}. {withStop(runSentence(data))}
      </p>
      <RunFacts run={data} />
      {data.state === 'failed' ? (
        <Note tone="badly" icon={<IconAlertTriangle size={18} />} title="The run failed">
          {withStop(data.reason ?? '')}
        </Note>
      ) : null}
      {isOver ? null : <RunProgress run={data} />}
      {data.result === null ? null : (
        <>
          <ResultPanel result={data.result} />
          <SharesPanel kitchens={data.result.kitchens} />
        </>
      )}
      {data.state === 'done' ? <ComparePanel run={data} /> : null}
    </PageBody>
  );
}
