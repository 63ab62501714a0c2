const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A span of time in at most two units: `840 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`, `5 d 3 h`. Never more than what
 * passed.
 */
export function formatDuration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < SECOND) return `${Math.floor(span)} ms`;
  if (span < 10 * SECOND) return `${(Math.floor(span / 100) / 10).toFixed(1)} s`;
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return twoUnits(span, MINUTE, 'min', SECOND, 's');
  if (span < DAY) return twoUnits(span, HOUR, 'h', MINUTE, 'min');
  return twoUnits(span, DAY, 'd', HOUR, 'h');
}

function twoUnits(span: number, large: number, largeWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((span % large) / small);
  const head = `${Math.floor(span / large)} ${largeWord}`;
  return rest === 0 ? head : `${head} ${rest} ${smallWord}`;
}

/**
 * How long ago, in one unit: `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`.
 *
 * @param ms - between then and now; below nothing (clocks differ a little) counts as just now
 */
export function formatAgo(ms: number): string {
  if (ms < 2 * SECOND) return 'just now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s ago`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${Math.floor(ms / DAY)} d ago`;
}

/** How long until then, in one unit: `now`, `in 12 s`, `in 4 min`, `in 3 h`, `in 2 d`. */
export function formatUntil(ms: number): string {
  if (ms < SECOND) return 'now';
  if (ms < MINUTE) return `in ${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `in ${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `in ${Math.floor(ms / HOUR)} h`;
  return `in ${Math.floor(ms / DAY)} d`;
}
