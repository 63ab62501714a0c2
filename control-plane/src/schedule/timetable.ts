import { Cron } from 'croner';

/** The times that a cron expression names in a time zone. */
export interface Timetable {
  /**
   * The first time after an instant; null: there is none any more.
   *
   * @param afterMs - milliseconds since the epoch
   */
  next(afterMs: number): number | null;
}

/** An expression, or a zone, that names no times, in words for whoever wrote it. */
export class CronError extends Error {
  override name = 'CronError';
}

function wordsOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said
    .replace(/^CronPattern: /, '')
    .replace(/^Syntax error, /, '')
    .replace(/^configuration entry \d \((.*)\) contains/, '$1 contains')
    .replace(/\.$/, '');
}

/** croner looks at the zone only when it is asked for a time. */
function refuseUnknownZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (error) {
    throw new CronError(`this zone is not known here: ${zone}`, { cause: error });
  }
}

/**
 * Reads an expression of five fields. Where daylight saving moves the clock, fixed times (no `*` and no step in minute
 * and hour) keep to their day: one that is skipped comes at the end of the gap, one that comes twice counts at its first.
 * All others follow elapsed time: nothing is made up for, and both passes of a doubled hour count.
 *
 * @throws CronError when it cannot be read, or this runtime does not know the zone
 */
export function readTimetable(cron: string, zone: string): Timetable {
  refuseUnknownZone(zone);
  let pattern: Cron;
  try {
    pattern = new Cron(cron, { timezone: zone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
  } catch (error) {
    throw new CronError(`this is not a cron expression: ${wordsOf(error)}`, { cause: error });
  }
  return {
    next: (afterMs) => pattern.nextRun(new Date(afterMs))?.getTime() ?? null,
  };
}

/** The next times of a timetable, as long as there are any. */
export function nextTimes(timetable: Timetable, afterMs: number, count: number): number[] {
  const times: number[] = [];
  for (let next = timetable.next(afterMs); next !== null && times.length < count; next = timetable.next(next)) {
    times.push(next);
  }
  return times;
}
