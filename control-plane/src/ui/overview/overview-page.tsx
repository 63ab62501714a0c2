'use client';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { overviewQuery } from '../api/queries.ts';
import { May } from '../parts/may.tsx';
import { Note } from '../parts/note.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { AgentsPanel } from './agents-panel.tsx';
import { CapacityPanel } from './capacity-panel.tsx';
import { DispatcherPanel } from './dispatcher-panel.tsx';
import { EndedPanel } from './ended-panel.tsx';
import { FailuresPanel } from './failures-panel.tsx';
import { JobCounts } from './job-counts.tsx';
import { OpenJobsPanel } from './open-jobs-panel.tsx';
import classes from './overview.module.css';
import { overviewSentence } from './overview-sentence.ts';

/** The state of the world first: what runs, what waits, what went wrong, and what room there is. */
export function OverviewPage() {
  const { data, error, refetch } = useQuery(overviewQuery());
  return (
    <PageBody>
      <PageHead
        title="Overview"
        answer={data === undefined ? '\u00a0' : overviewSentence(data)}
        actions={
          <May permission="jobs:write">
            <Button component={Link} href="/jobs/new" leftSection={<IconPlus size={16} aria-hidden />}>
              New job
            </Button>
          </May>
        }
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data?.dispatcher.holds == null ? null : (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="The dispatcher holds back">
          {data.dispatcher.holds}
        </Note>
      )}
      <JobCounts counts={data?.jobs} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <OpenJobsPanel counts={data?.jobs} />
          <FailuresPanel failures={data?.recentFailures} />
          <EndedPanel ended={data?.ended} />
        </div>
        <div className={classes.column}>
          <CapacityPanel overview={data} />
          <AgentsPanel />
          <DispatcherPanel dispatcher={data?.dispatcher} />
        </div>
      </div>
    </PageBody>
  );
}
