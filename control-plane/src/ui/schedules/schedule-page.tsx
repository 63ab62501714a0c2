'use client';
import type { JobSummary, ScheduleDetail } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { jobsQuery } from '../api/queries.ts';
import { scheduleQuery } from '../api/schedule-queries.ts';
import { JobCard } from '../jobs/job-card.tsx';
import { JOB_COLUMNS } from '../jobs/job-columns.tsx';
import { fromSpec, toSpec } from '../new-job/job-form.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NextTimes } from './next-times.tsx';
import { OVERLAP_WORDS } from './overlap-words.ts';
import { RunsPanel } from './runs-panel.tsx';
import { ScheduleHeader } from './schedule-header.tsx';
import classes from './schedules.module.css';

const JOBS_SHOWN = 8;
const COLUMNS = JOB_COLUMNS.filter(({ id }) => ['name', 'state', 'standing', 'created'].includes(id ?? ''));
const rowId = (job: JobSummary) => job.id;
const href = (job: JobSummary) => `/jobs/${job.id}`;

/** One schedule: when it comes next, what became of its last times, its jobs, and what it submits. */
export function SchedulePage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(scheduleQuery(id));
  useDocumentTitle(data === undefined ? 'Schedule · Longshore' : `${data.name} · Longshore`);
  if (data === undefined) {
    return (
      <PageBody>
        {error === null ? <ScheduleSkeleton /> : <ProblemNote error={error} retry={() => void refetch()} />}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <ScheduleHeader schedule={data} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      <Facts
        facts={[
          ['When', data.words],
          ['Cron', data.cron],
          ['Zone', data.zone],
          ['When one has not ended', OVERLAP_WORDS[data.overlap]],
          ['Missed times', `the last, within ${formatDuration(data.missedRunWindowMs)}`],
          ['Open jobs', data.openJobs],
          ['Id', <IdText key="id" id={data.id} what="schedule id" />],
        ]}
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <RunsPanel schedule={data} />
          <JobsPanel schedule={data} />
          <Panel title="What it submits">
            <JsonView value={toSpec(fromSpec(data.job))} label="What it submits" />
          </Panel>
        </div>
        <div className={classes.column}>
          <Panel title={data.paused ? 'Next times, were it not paused' : 'Next times'} aside={data.zone}>
            <NextTimes times={data.nextTimes} zone={data.zone} />
          </Panel>
        </div>
      </div>
    </PageBody>
  );
}

function JobsPanel({ schedule }: { schedule: ScheduleDetail }) {
  const { data, error, refetch } = useQuery(jobsQuery({ schedule: schedule.id }, JOBS_SHOWN));
  if (error !== null) return <ProblemNote error={error} retry={() => void refetch()} />;
  const none = data !== undefined && data.items.length === 0;
  return (
    <Panel
      title="Last jobs"
      flush={!none}
      aside={none ? undefined : <Link href={`/jobs?filter=schedule:${schedule.name}`}>All its jobs</Link>}
    >
      {none ? (
        <p className={classes.quiet}>It has started no job yet. Run now starts one without waiting.</p>
      ) : (
        <DataTable
          label={`Jobs of ${schedule.name}`}
          rows={data?.items}
          columns={COLUMNS}
          rowId={rowId}
          href={href}
          card={(job) => <JobCard job={job} />}
          skeletonRows={4}
          framed
        />
      )}
    </Panel>
  );
}

function ScheduleSkeleton() {
  return (
    <div aria-busy style={{ display: 'grid', gap: 20 }}>
      <Skeleton height={30} width={240} />
      <Skeleton height={44} />
      <Skeleton height={240} />
    </div>
  );
}
