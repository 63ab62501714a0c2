import { SCHEDULE_LIMITS } from '@longshore/schemas';
import type pg from 'pg';
import { invalidRequest } from '../../http/problem-error.ts';
import { CronError, nextTimes, readTimetable } from '../../schedule/timetable.ts';

function timetableOf(cron: string, zone: string) {
  try {
    return readTimetable(cron, zone);
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    throw invalidRequest([{ path: 'cron', message: error.message }]);
  }
}

/**
 * The next times of an expression.
 *
 * @param nowMs - the database's clock
 * @throws ProblemError 422 when it cannot be read, or names no time that ever comes
 */
export function readTimes(cron: string, zone: string, nowMs: number): [number, ...number[]] {
  const [first, ...others] = nextTimes(timetableOf(cron, zone), nowMs, SCHEDULE_LIMITS.nextTimes);
  if (first !== undefined) return [first, ...others];
  throw invalidRequest([
    { path: 'cron', message: 'this time never comes: no year has such a day, as with 30 February' },
  ]);
}

/** The database's clock, by which schedules are kept. */
export async function databaseNowMs(database: Pick<pg.Pool | pg.PoolClient, 'query'>): Promise<number> {
  const { rows } = await (database as pg.Pool).query<{ ms: number }>(
    'SELECT floor(extract(epoch FROM now()) * 1000)::float8 AS ms',
  );
  const ms = rows[0]?.ms;
  if (ms === undefined) throw new Error('the database did not say what time it is');
  return ms;
}
