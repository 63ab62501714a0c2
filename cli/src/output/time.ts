import { formatAgo, formatDuration } from '@longshore/schemas/words';

/** How long ago an instant was: `4 min ago`. */
export function ago(instant: string, nowMs: number): string {
  return formatAgo(nowMs - Date.parse(instant));
}

/** From one instant to another, or to now. */
export function spanBetween(from: string, to: string | null, nowMs: number): string {
  return formatDuration((to === null ? nowMs : Date.parse(to)) - Date.parse(from));
}

/** The time of day with milliseconds, in the machine's zone, for log lines. */
export function clockTime(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
