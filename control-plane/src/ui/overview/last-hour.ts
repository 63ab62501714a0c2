import type { Overview } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';

type Minute = Overview['ended'][number];

/** What one wants to know of the last hour, in figures. */
export interface LastHour {
  jobsEnded: number;
  jobsFailed: number;
  tasksSucceeded: number;
  triesFailed: number;
  /** Tasks that succeed in a minute, over the minutes that are over; null: none did. */
  tasksPerMinute: number | null;
}

/** @param minutes - oldest first, the last of them not over */
export function lastHour(minutes: readonly Minute[]): LastHour {
  const sum = (of: Exclude<keyof Minute, 'at'>) => minutes.reduce((total, minute) => total + minute[of], 0);
  const over = minutes.slice(0, -1);
  // From the first that brought something on: an hour that has just begun to work is not slow.
  const first = over.findIndex(({ tasksSucceeded }) => tasksSucceeded > 0);
  const working = first === -1 ? [] : over.slice(first);
  const done = working.reduce((total, { tasksSucceeded }) => total + tasksSucceeded, 0);
  return {
    jobsEnded: sum('succeeded') + sum('failed') + sum('stopped'),
    jobsFailed: sum('failed'),
    tasksSucceeded: sum('tasksSucceeded'),
    triesFailed: sum('triesFailed'),
    tasksPerMinute: working.length === 0 ? null : done / working.length,
  };
}

/** A pace for people: `0.4`, `12.5`, `1,204`. */
export function paceWords(perMinute: number): string {
  return perMinute >= 100 ? formatCount(Math.round(perMinute)) : String(Math.round(perMinute * 10) / 10);
}
