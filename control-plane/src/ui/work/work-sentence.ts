import type { WorkQueue } from '@longshore/schemas';
import { formatCount, formatDuration, plural } from '@longshore/schemas/words';

type Counted = Pick<
  WorkQueue,
  'queued' | 'processing' | 'failed' | 'completedLastMinute' | 'failedLastMinute' | 'oldestAgeMs'
>;

/** An age below this is nothing to tell of. */
const OLD_MS = 10_000;

/** The one line that answers how work goes: `12 wait, the oldest for 2 min · 3 are worked on · 340 done in the last minute`. */
export function workSentence(queues: readonly Counted[], workersHeard: number): string {
  const sum = (of: keyof Counted) => queues.reduce((total, queue) => total + (queue[of] ?? 0), 0);
  const waiting = sum('queued');
  const processing = sum('processing');
  const done = sum('completedLastMinute');
  const dead = sum('failed');
  const oldest = Math.max(0, ...queues.map(({ oldestAgeMs }) => oldestAgeMs ?? 0));
  return [
    waiting === 0
      ? 'Nothing waits'
      : `${plural(waiting, 'item')} ${waiting === 1 ? 'waits' : 'wait'}${oldest < OLD_MS ? '' : `, the oldest for ${formatDuration(oldest)}`}`,
    ...(processing === 0 ? [] : [`${formatCount(processing)} ${processing === 1 ? 'is' : 'are'} worked on`]),
    ...(done === 0 ? [] : [`${formatCount(done)} done in the last minute`]),
    workersHeard === 0 ? 'no worker' : plural(workersHeard, 'worker'),
    ...(dead === 0 ? [] : [plural(dead, 'dead letter')]),
  ].join(' · ');
}
