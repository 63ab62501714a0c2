import type { ScheduleSummary } from '@longshore/schemas';
import { formatUntil } from '@longshore/schemas/words';

/** The one line that answers what runs next: `2 active, 1 paused · next: nightly in 5 h`. */
export function schedulesSentence(schedules: readonly ScheduleSummary[], nowMs: number): string {
  if (schedules.length === 0) return 'Nothing runs by the clock yet';
  const active = schedules.filter(({ paused }) => !paused);
  const paused = schedules.length - active.length;
  const counts = [
    ...(active.length > 0 ? [`${active.length} active`] : []),
    ...(paused > 0 ? [`${paused} paused`] : []),
  ].join(', ');
  const [next] = active
    .flatMap(({ name, nextTimes: [at] }) => (at === undefined ? [] : [{ name, atMs: Date.parse(at) }]))
    .sort((one, other) => one.atMs - other.atMs);
  return next === undefined ? counts : `${counts} · next: ${next.name} ${formatUntil(next.atMs - nowMs)}`;
}
