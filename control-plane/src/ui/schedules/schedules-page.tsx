'use client';
import { SCHEDULE_STATES, type ScheduleSummary } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { IconCalendarClock, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { schedulesQuery } from '../api/schedule-queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { May } from '../parts/may.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { useNow } from '../time/use-now.ts';
import { FIRST_SCHEDULE_COMMAND } from './first-schedule-command.ts';
import { LastJob, NextTime, SCHEDULE_COLUMNS, scheduleHref, scheduleState } from './schedule-columns.tsx';
import classes from './schedules.module.css';
import { schedulesSentence } from './schedules-sentence.ts';

const rowId = (schedule: ScheduleSummary) => schedule.id;

/** What runs by the clock: each schedule with its next time and how its last job went. */
export function SchedulesPage() {
  const { data, error, refetch } = useQuery(schedulesQuery());
  const now = useNow();
  const create = (
    <May permission="schedules:write">
      <Button component={Link} href="/schedules/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New schedule
      </Button>
    </May>
  );
  return (
    <PageBody wide>
      <PageHead
        title="Schedules"
        answer={data === undefined ? '\u00a0' : schedulesSentence(data.items, now)}
        actions={create}
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 ? (
        <Empty
          icon={<IconCalendarClock size={22} />}
          title="No schedules yet"
          command={FIRST_SCHEDULE_COMMAND}
          action={create}
        >
          Every job that runs at set times will stand here, with its next time and how it went last.
        </Empty>
      ) : (
        <DataTable
          label="Schedules"
          rows={data?.items}
          columns={SCHEDULE_COLUMNS}
          rowId={rowId}
          href={scheduleHref}
          card={(schedule) => <ScheduleCard schedule={schedule} />}
          skeletonRows={4}
        />
      )}
    </PageBody>
  );
}

function ScheduleCard({ schedule }: { schedule: ScheduleSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-head']}>
        <Link href={scheduleHref(schedule)} className={classes.name}>
          {schedule.name}
        </Link>
        <StateBadge view={SCHEDULE_STATES[scheduleState(schedule)]} />
      </div>
      <span>{schedule.words}</span>
      <div className={classes['card-head']}>
        <LastJob schedule={schedule} />
        <span className={classes.dim}>
          <NextTime schedule={schedule} />
        </span>
      </div>
    </div>
  );
}
