import type { DrainView } from '../api/fleet.ts';
import { formatDuration } from './durations.ts';
import { plural } from './quantities.ts';

/** How far a drain is and what comes next, in one sentence without its full stop. */
export function drainWords(drain: DrainView): string {
  if (drain.state === 'DRAINED') return 'Empty: nothing that Longshore placed runs here any more';
  const left = `${plural(drain.left, 'task')} left`;
  if (drain.state === 'LEFT') return `${left} to run on, as wished: the deadline has passed`;
  const moving = drain.moving === 0 ? '' : `, ${drain.moving} of them on the way elsewhere`;
  return `${left}${moving}; ${deadlineWords(drain)}`;
}

function deadlineWords({ deadlineMs, elapsedMs, whenDeadline }: DrainView): string {
  if (deadlineMs === null) return 'what runs is waited for as long as it takes';
  const remains = deadlineMs - elapsedMs;
  if (remains <= 0) return 'the deadline has passed';
  const then = whenDeadline === 'stop' ? 'is stopped and started elsewhere' : 'is left to run';
  return `what still runs in ${formatDuration(remains)} ${then}`;
}
