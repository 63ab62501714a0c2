'use client';
import { formatCount } from '@longshore/schemas/words';
import { Skeleton, Tabs } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { jobEventsQuery, jobQuery } from '../api/queries.ts';
import { NothingToShow } from '../parts/nothing-to-show.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { FailureCard } from './failure-card.tsx';
import { JobFacts } from './job-facts.tsx';
import { JobHeader } from './job-header.tsx';
import { JobProgress } from './job-progress.tsx';
import { LogViewer } from './logs/log-viewer.tsx';
import { PlacementTab } from './placement-tab.tsx';
import { SpecTab } from './spec-tab.tsx';
import { TasksTab } from './tasks-tab.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { JobUsagePanels } from './usage/job-usage.tsx';
import { WaitingNote } from './waiting-note.tsx';

const TABS = ['timeline', 'tasks', 'logs', 'placement', 'spec'] as const;
type Tab = (typeof TABS)[number];

/** One job: how it stands, what happened, and everything that is known of it. */
export function JobPage({ id }: { id: string }) {
  const job = useQuery(jobQuery(id));
  const events = useQuery(jobEventsQuery(id));
  const [tab, setTab] = useTab();
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
      <FailureCard job={data} events={events.data?.items ?? []} />
      <Tabs value={tab} onChange={(next) => setTab(next as Tab)} keepMounted={false}>
        <Tabs.List style={{ overflowX: 'auto', flexWrap: 'nowrap', scrollbarWidth: 'none' }}>
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
          <Tabs.Tab value="tasks">Tasks {data.taskCount === 1 ? '' : formatCount(data.taskCount)}</Tabs.Tab>
          <Tabs.Tab value="logs">Logs</Tabs.Tab>
          <Tabs.Tab value="placement">Placement</Tabs.Tab>
          <Tabs.Tab value="spec">Spec</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline" pt="md">
          <JobUsagePanels job={data} />
          {events.error === null ? (
            <Timeline job={data} events={events.data?.items} />
          ) : (
            <ProblemNote error={events.error} retry={() => void events.refetch()} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="tasks" pt="md">
          <JobUsagePanels job={data} />
          <TasksTab job={data} events={events.data?.items ?? []} />
        </Tabs.Panel>
        <Tabs.Panel value="logs" pt="md">
          <LogViewer job={data} />
        </Tabs.Panel>
        <Tabs.Panel value="placement" pt="md">
          <PlacementTab job={data} />
        </Tabs.Panel>
        <Tabs.Panel value="spec" pt="md">
          <SpecTab job={data} />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  );
}

/** The open tab, kept in the address. */
function useTab(): [Tab, (tab: Tab) => void] {
  const router = useRouter();
  const search = useSearchParams();
  const asked = search.get('tab');
  return [
    TABS.find((tab) => tab === asked) ?? 'timeline',
    (tab) => router.replace(tab === 'timeline' ? '?' : `?tab=${tab}`, { scroll: false }),
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
