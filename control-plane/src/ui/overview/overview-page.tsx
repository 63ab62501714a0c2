'use client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, overviewQuery } from '../api/queries.ts';
import { NewJobButton } from '../jobs/new-job-button.tsx';
import { Note } from '../parts/note.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { AgentsPanel } from './agents-panel.tsx';
import { AttentionLines } from './attention-lines.tsx';
import { CapacityPanel } from './capacity-panel.tsx';
import { DispatcherPanel } from './dispatcher-panel.tsx';
import { FailuresPanel } from './failures-panel.tsx';
import { JobCounts } from './job-counts.tsx';
import { LastHourPanel } from './last-hour-panel.tsx';
import { OpenJobsPanel, openJobsQuery } from './open-jobs-panel.tsx';
import classes from './overview.module.css';
import { overviewSentence } from './overview-sentence.ts';
import { useAttention } from './use-attention.ts';

/** The state of the world first: what runs, what waits, what went wrong, and what room there is. */
export function OverviewPage() {
  const { data, error, refetch } = useQuery(overviewQuery());
  // What stands below a list of any length comes when the list is there: nothing that one reads is pushed down.
  const above = { jobs: useQuery(openJobsQuery()).data, agents: useQuery(agentsQuery()).data };
  const look = useAttention(data);
  const coming = look === undefined && error === null;
  const shown = coming ? undefined : data;
  return (
    <PageBody>
      <PageHead
        title="Overview"
        answer={data === undefined ? '\u00a0' : overviewSentence(data)}
        actions={<NewJobButton />}
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data?.dispatcher.holds == null ? null : (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="The dispatcher holds back">
          {data.dispatcher.holds}
        </Note>
      )}
      <JobCounts counts={data?.jobs} />
      {look === undefined ? null : <AttentionLines attention={look} />}
      {/* What needs a look stands above them: until that is known they are stand-ins, which others replace. */}
      <div key={coming ? 'coming' : 'there'} className={classes.columns}>
        <div className={classes.column}>
          <LastHourPanel ended={shown?.ended} />
          {coming ? null : <OpenJobsPanel counts={shown?.jobs} />}
          {above.jobs === undefined || shown === undefined ? null : <FailuresPanel overview={shown} />}
        </div>
        <div className={classes.column} data-waits={above.jobs === undefined || shown === undefined || undefined}>
          <CapacityPanel overview={shown} />
          {shown === undefined ? null : <AgentsPanel />}
          {above.agents === undefined || shown === undefined ? null : <DispatcherPanel dispatcher={shown.dispatcher} />}
        </div>
      </div>
    </PageBody>
  );
}
