'use client';
import type { JobDetail } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { jobEventsQuery, jobQuery } from '../api/queries.ts';
import { late } from '../parts/late.tsx';
import { NothingToShow } from '../parts/nothing-to-show.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { JobFacts } from './job-facts.tsx';
import { JobHeader } from './job-header.tsx';
import { JobProgress } from './job-progress.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { EntryDetails } from './timeline/timeline-entry.tsx';
import { JobUsagePanels } from './usage/job-usage.tsx';
import { WaitingNote } from './waiting-note.tsx';

// The timeline is what one comes for; the others come when one looks at them, or right after it.
const COMING = <Skeleton height={260} aria-busy />;
const LogViewer = late(async () => (await import('./logs/log-viewer.tsx')).LogViewer, COMING);
const PlacementTab = late(async () => (await import('./placement-tab.tsx')).PlacementTab, COMING);
const SpecTab = late(async () => (await import('./spec-tab.tsx')).SpecTab, COMING);
const TasksTab = late(async () => (await import('./tasks-tab.tsx')).TasksTab, COMING);

// For jobs that failed.
const FailureCard = late(
  async () => (await import('./failure-card.tsx')).FailureCard,
  <Skeleton height={190} radius={10} aria-busy />,
);

const TABS = ['timeline', 'tasks', 'logs', 'placement', 'spec'] as const;
type Tab = (typeof TABS)[number];

/** One job: how it stands, what happened, and everything that is known of it. */
export function JobPage({ id }: { id: string }) {
  const job = useQuery(jobQuery(id));
  const events = useQuery(jobEventsQuery(id));
  const [tab, setTab] = useTab();
  useWhenSettled(() => {
    for (const part of [EntryDetails, LogViewer, TasksTab, PlacementTab]) part.fetchAhead();
  });
  useShortcut('job-timeline', () => setTab('timeline'));
  useShortcut('job-logs', () => setTab('logs'));
  useDocumentTitle(`${job.data?.name ?? 'Job'} · Longshore`);

  if (job.data === undefined) {
    return (
      <PageBody>
        {job.error === null ? (
          <JobSkeleton />
        ) : (
          <NothingToShow
            error={job.error}
            retry={() => void job.refetch()}
            others={{ href: '/jobs', words: 'All jobs' }}
          />
        )}
      </PageBody>
    );
  }
  const { data } = job;
  return (
    <PageBody>
      <JobHeader job={data} />
      {job.error === null ? null : <ProblemNote error={job.error} retry={() => void job.refetch()} />}
      <JobFacts job={data} />
      {data.progress === null ? null : <JobProgress job={data} progress={data.progress} />}
      <WaitingNote job={data} />
      {data.state === 'FAILED' && data.reason !== null ? (
        <FailureCard job={data} events={events.data?.items ?? []} />
      ) : null}
      <Tabs label="Of this job" tabs={tabsOf(data)} open={tab} onOpen={setTab}>
        {tab === 'timeline' || tab === 'tasks' ? <JobUsagePanels job={data} /> : null}
        {tab === 'tasks' ? (
          <TasksTab job={data} events={events.data?.items ?? []} />
        ) : tab === 'logs' ? (
          <LogViewer job={data} />
        ) : tab === 'placement' ? (
          <PlacementTab job={data} />
        ) : tab === 'spec' ? (
          <SpecTab job={data} />
        ) : events.error === null ? (
          <Timeline job={data} events={events.data?.items} cut={events.data?.next != null} />
        ) : (
          <ProblemNote error={events.error} retry={() => void events.refetch()} />
        )}
      </Tabs>
    </PageBody>
  );
}

function tabsOf({ taskCount }: JobDetail): { id: Tab; words: string }[] {
  return [
    { id: 'timeline', words: 'Timeline' },
    { id: 'tasks', words: taskCount === 1 ? 'Tasks' : `Tasks ${formatCount(taskCount)}` },
    { id: 'logs', words: 'Logs' },
    { id: 'placement', words: 'Placement' },
    { id: 'spec', words: 'Spec' },
  ];
}

/** The open tab, kept in the address. */
function useTab(): [Tab, (tab: Tab) => void] {
  const asked = useSearchParams().get('tab');
  return [
    TABS.find((tab) => tab === asked) ?? 'timeline',
    // The page is the same one: there is nothing to ask the server for.
    (tab) => history.replaceState(null, '', tab === 'timeline' ? location.pathname : `?tab=${tab}`),
  ];
}

function JobSkeleton() {
  return (
    <div aria-busy style={{ display: 'grid', gap: 20 }}>
      <Skeleton height={30} width={320} />
      <Skeleton height={58} />
      <Skeleton height={36} width={420} />
      <Skeleton height={260} />
    </div>
  );
}
