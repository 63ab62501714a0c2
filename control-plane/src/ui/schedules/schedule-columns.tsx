import { JOB_STATES, SCHEDULE_STATES, type ScheduleSummary } from '@longshore/schemas';
import Link from 'next/link';
import type { Column } from '../parts/data-table.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './schedules.module.css';
import { Until } from './until.tsx';

export const scheduleHref = ({ id }: Pick<ScheduleSummary, 'id'>) => `/schedules/${encodeURIComponent(id)}`;

/** How a schedule stands, as its badge is told. */
export const scheduleState = ({ paused }: Pick<ScheduleSummary, 'paused'>) => (paused ? 'PAUSED' : 'ACTIVE');

/** When it comes next; nothing while it is paused. */
export function NextTime({ schedule }: { schedule: ScheduleSummary }) {
  const [next] = schedule.nextTimes;
  return schedule.paused || next === undefined ? '–' : <Until at={next} zone={schedule.zone} />;
}

/** The state of its last job, and when that was submitted. */
export function LastJob({ schedule }: { schedule: ScheduleSummary }) {
  const { lastJob } = schedule;
  if (lastJob === null) return <span className={classes.dim}>none yet</span>;
  return (
    <Link href={`/jobs/${lastJob.id}`} className={classes.last}>
      <StateBadge view={JOB_STATES[lastJob.state]} />
      <span className={classes.dim}>
        <Ago at={lastJob.createdAt} />
      </span>
    </Link>
  );
}

export const SCHEDULE_COLUMNS: Column<ScheduleSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '22%',
    cell: (schedule) => (
      <PageLink href={scheduleHref(schedule)} className={classes.name} data-row-link>
        {schedule.name}
      </PageLink>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 110,
    cell: (schedule) => <StateBadge view={SCHEDULE_STATES[scheduleState(schedule)]} />,
  },
  {
    id: 'when',
    header: 'When',
    width: '26%',
    cell: (schedule) => <span title={schedule.cron}>{schedule.words}</span>,
  },
  {
    id: 'zone',
    header: 'Zone',
    cell: (schedule) => <span className={classes.dim}>{schedule.zone}</span>,
  },
  {
    id: 'next',
    header: 'Next',
    numeric: true,
    width: 110,
    cell: (schedule) => <NextTime schedule={schedule} />,
  },
  {
    id: 'last',
    header: 'Last job',
    width: 220,
    cell: (schedule) => <LastJob schedule={schedule} />,
  },
];
