import type { Scaling } from '@longshore/schemas';

/** How a queue and its workers stand. */
export interface QueueFacts extends Scaling {
  /** Items that could be claimed now. */
  waiting: number;
  processing: number;
  /** Workers that the fleet runs for this queue or is about to; those told to stop are none of them. */
  running: number;
  /** Workers that are heard and take items of this queue, though the fleet did not start them for it. */
  others: number;
  /** How long there has been nothing to do; null: there is something. */
  idleForMs: number | null;
  /** A worker of this queue failed a short while ago: another would likely fail the same way. */
  failedLately: boolean;
}

/** How many workers to start, or to stop; never both. */
export interface ScaleDecision {
  start: number;
  stop: number;
}

/** The most that are started at one look, so that what one worker clears away does not bring many. */
const STARTED_AT_ONCE = 5;

/** How many workers a queue calls for, before what it has is looked at. */
function calledFor({ waiting, processing, itemsPerWorker, others }: QueueFacts): number {
  if (waiting + processing === 0) return 0;
  return Math.max(0, Math.ceil(Math.max(waiting, 1) / itemsPerWorker) - others);
}

/**
 * Whether a queue gets more workers, or fewer. It grows by what waits, within its limits; it shrinks to its least only
 * once there has been nothing to do for a while, since an item that waits for a worker to start waits longest.
 */
export function decideScale(facts: QueueFacts): ScaleDecision {
  const { minimum, maximum, running, idleForMs, idleMs, failedLately } = facts;
  const most = Math.max(minimum, maximum);
  if (running > most) return { start: 0, stop: running - most };
  const wanted = Math.min(most, Math.max(minimum, calledFor(facts)));
  if (wanted > running) return { start: failedLately ? 0 : Math.min(STARTED_AT_ONCE, wanted - running), stop: 0 };
  const idle = idleForMs !== null && idleForMs >= idleMs;
  return { start: 0, stop: idle ? running - minimum : 0 };
}
