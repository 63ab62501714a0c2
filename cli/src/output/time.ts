const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in the largest unit that says something: `4 min ago`. A time to come is `in 4 min`. */
export function ago(instant: string, nowMs: number): string {
  const differenceMs = nowMs - Date.parse(instant);
  const size = Math.abs(differenceMs);
  if (size < 2 * SECOND) return 'just now';
  const words = coarse(size);
  return differenceMs >= 0 ? `${words} ago` : `in ${words}`;
}

function coarse(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} days`;
}

/** A span in at most two units: `420 ms`, `1.2 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function span(ms: number): string {
  const given = Math.max(0, ms);
  if (given < 999.5) return `${Math.round(given)} ms`;
  if (given < 9_950) return `${(given / SECOND).toFixed(1)} s`;
  const seconds = Math.round(given / SECOND);
  if (seconds < 60) return `${seconds} s`;
  const [large, small, unit] =
    seconds < 3_600 ? [60, 1, 'min'] : seconds < 86_400 ? [3_600, 60, 'h'] : [86_400, 3_600, 'days'];
  const whole = Math.floor(seconds / large);
  const rest = Math.floor((seconds % large) / small);
  const restUnit = unit === 'min' ? 's' : unit === 'h' ? 'min' : 'h';
  const words = `${whole} ${unit === 'days' && whole === 1 ? 'day' : unit}`;
  return rest === 0 ? words : `${words} ${rest} ${restUnit}`;
}

/** From one instant to another, or to now. */
export function spanBetween(from: string, to: string | null, nowMs: number): string {
  return span((to === null ? nowMs : Date.parse(to)) - Date.parse(from));
}

/** The time of day with milliseconds, in the machine's zone, for log lines. */
export function clockTime(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
