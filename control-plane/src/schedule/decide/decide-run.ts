import type { OverlapPolicy } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';

/** More missed times than this are not counted one by one. */
const COUNTED_MOST = 100;

/** How soon is looked again whether the jobs that a due time waits for have ended. */
const LOOK_AGAIN_MS = 1_000;

/** A schedule as far as its times go. */
export interface ScheduleFacts {
  overlap: OverlapPolicy;
  /** How late a time may still be started. */
  missedRunWindowMs: number;
  /** Every time up to this one has been decided about. */
  decidedUntilMs: number;
  /** Jobs of this schedule that have not ended. */
  openJobs: number;
}

/** A time that nothing is started for, and why. */
export interface LeftOut {
  /** Of several missed ones, the first. */
  nominalMs: number;
  outcome: 'SKIPPED' | 'MISSED';
  /** How many times it stands for. */
  count: number;
  detail: string;
}

/** What is to be done about a schedule now. */
export interface RunDecision {
  /** The time that a job is to be started for. */
  start: number | null;
  leftOut: LeftOut[];
  /** Whether the open jobs are to be stopped: a due time waits for their end. */
  stopOpenJobs: boolean;
  decidedUntilMs: number;
  /** When there is something to decide again; null: never, until the schedule is changed. */
  nextAtMs: number | null;
}

/** The first time after an instant; null: there is none any more. */
export type NextTime = (afterMs: number) => number | null;

interface Passed {
  /** The last time that may still be started. */
  due: number | null;
  /** The first of those that may not. */
  firstMissed: number | null;
  missedCount: number;
  more: boolean;
}

/** Every time in (fromMs, untilMs], as long as `take` wants more. */
function eachTime(next: NextTime, fromMs: number, untilMs: number, take: (timeMs: number) => boolean): void {
  let time = next(fromMs);
  while (time !== null && time <= untilMs && take(time)) time = next(time);
}

function lookBack(facts: ScheduleFacts, next: NextTime, nowMs: number): Passed {
  const passed: Passed = { due: null, firstMissed: null, missedCount: 0, more: false };
  const miss = (time: number): boolean => {
    passed.firstMissed ??= time;
    passed.missedCount += 1;
    passed.more = passed.missedCount > COUNTED_MOST;
    return !passed.more;
  };
  const tooLateMs = nowMs - facts.missedRunWindowMs - 1;
  if (tooLateMs > facts.decidedUntilMs) eachTime(next, facts.decidedUntilMs, tooLateMs, miss);
  eachTime(next, Math.max(facts.decidedUntilMs, tooLateMs), nowMs, (time) => {
    if (passed.due !== null && !passed.more) miss(passed.due);
    passed.due = time;
    return true;
  });
  return passed;
}

function missedWords({ missedCount, more }: Passed, windowMs: number): string {
  const times = more ? `More than ${COUNTED_MOST} times` : plural(missedCount, 'time');
  return `${times} passed unstarted: only the last is made up for, and only within ${formatDuration(windowMs)}`;
}

/**
 * Decides about the times of a schedule that have come since the last decision. Of several, only the last is started,
 * and only while it is not later than the schedule allows; the others are missed. With `skip` it is left out while a
 * job of the schedule is open; with `replace` it waits until those that are open have been stopped.
 *
 * @param next - the schedule's times
 * @param nowMs - the database's clock
 */
export function decideRun(facts: ScheduleFacts, next: NextTime, nowMs: number): RunDecision {
  const { overlap, decidedUntilMs, openJobs } = facts;
  const passed = lookBack(facts, next, nowMs);
  const { due, firstMissed, missedCount } = passed;
  const leftOut: LeftOut[] =
    firstMissed === null
      ? []
      : [
          {
            nominalMs: firstMissed,
            outcome: 'MISSED',
            count: Math.min(missedCount, COUNTED_MOST),
            detail: missedWords(passed, facts.missedRunWindowMs),
          },
        ];
  if (due === null) {
    const until = firstMissed === null ? decidedUntilMs : nowMs;
    return { start: null, leftOut, stopOpenJobs: false, decidedUntilMs: until, nextAtMs: next(until) };
  }
  if (openJobs > 0 && overlap === 'replace') {
    return { start: null, leftOut, stopOpenJobs: true, decidedUntilMs: due - 1, nextAtMs: nowMs + LOOK_AGAIN_MS };
  }
  const decided = { leftOut, stopOpenJobs: false, decidedUntilMs: due, nextAtMs: next(due) };
  if (openJobs === 0 || overlap === 'allow') return { start: due, ...decided };
  const detail = `${plural(openJobs, 'job')} of the schedule had not ended`;
  leftOut.push({ nominalMs: due, outcome: 'SKIPPED', count: 1, detail });
  return { start: null, ...decided };
}
