import { type JobState, SCHEDULE_LIMITS, type ScheduleSummary } from '@longshore/schemas';
import type pg from 'pg';
import { cronWords } from '../../schedule/cron-words.ts';
import { CronError, nextTimes, readTimetable } from '../../schedule/timetable.ts';
import { stateOfShownJob } from '../job/job-rows.ts';

/** A job of a schedule as the statements below give it. */
export interface ScheduledJobRow {
  jobId: string | null;
  jobName: string | null;
  jobState: JobState | null;
  jobStopWanted: boolean | null;
  jobCreatedAt: Date | null;
  jobEndedAt: Date | null;
}

interface ScheduleRow extends ScheduledJobRow {
  id: string;
  name: string;
  cron: string;
  zone: string;
  overlap: ScheduleSummary['overlap'];
  missedRunWindowMs: number;
  paused: boolean;
  openJobs: number;
  createdAt: Date;
  nowMs: number;
}

/** Columns of a job `j` for `scheduledJobOf`. */
export const SCHEDULED_JOB = `j.id AS "jobId", j.name AS "jobName", j.state AS "jobState",
       j.stop_wanted AS "jobStopWanted", j.created_at AS "jobCreatedAt", j.ended_at AS "jobEndedAt"`;

const SUMMARY = `
SELECT s.id, s.name, s.cron, s.zone, s.overlap, s.missed_run_window_ms AS "missedRunWindowMs", s.paused,
       s.created_at AS "createdAt", floor(extract(epoch FROM now()) * 1000)::float8 AS "nowMs",
       (SELECT count(*)::int FROM job o WHERE o.schedule_id = s.id AND o.ended_at IS NULL) AS "openJobs",
       ${SCHEDULED_JOB}
FROM schedule s
LEFT JOIN LATERAL (SELECT * FROM job l WHERE l.schedule_id = s.id ORDER BY l.id DESC LIMIT 1) j ON true`;

/** The job in a row, if there is one. */
export function scheduledJobOf(row: ScheduledJobRow): ScheduleSummary['lastJob'] {
  const { jobId, jobName, jobState, jobStopWanted, jobCreatedAt, jobEndedAt } = row;
  if (jobId === null || jobName === null || jobState === null || jobCreatedAt === null) return null;
  return {
    id: jobId,
    name: jobName,
    state: stateOfShownJob({ state: jobState, stopWanted: jobStopWanted ?? false }),
    createdAt: jobCreatedAt.toISOString(),
    endedAt: jobEndedAt?.toISOString() ?? null,
  };
}

/** None where the expression, or its zone, cannot be read any more: the schedule is still there to be changed. */
function timesOf({ cron, zone, nowMs }: ScheduleRow): number[] {
  try {
    return nextTimes(readTimetable(cron, zone), nowMs, SCHEDULE_LIMITS.nextTimes);
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    return [];
  }
}

function summaryOf(row: ScheduleRow): ScheduleSummary {
  const { id, name, cron, zone, overlap, missedRunWindowMs, paused, openJobs } = row;
  const times = timesOf(row);
  return {
    id,
    name,
    cron,
    words: cronWords(cron),
    zone,
    overlap,
    missedRunWindowMs,
    paused,
    nextTimes: times.map((time) => new Date(time).toISOString()),
    openJobs,
    lastJob: scheduledJobOf(row),
    createdAt: row.createdAt.toISOString(),
  };
}

/**
 * Reads summaries of schedules.
 *
 * @param rest - what comes after FROM: conditions on `s`, order and limit, with parameters from $1
 */
export async function readSchedules(
  database: Pick<pg.Pool | pg.PoolClient, 'query'>,
  rest: string,
  values: unknown[],
): Promise<ScheduleSummary[]> {
  const { rows } = await (database as pg.Pool).query<ScheduleRow>(`${SUMMARY} ${rest}`, values);
  return rows.map(summaryOf);
}
