const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A point in time as people give it: how long ago, or which one. */
export type Moment = { agoMs: number } | { at: Date };

/** What {@link readMoment} takes, in words. */
export const MOMENT_WORDS =
  'how long ago, such as 90m, 24h or 7d, or a time such as 2026-11-20T14:00:00Z or 2026-11-20';

/**
 * Reads `90s`, `90m`, `24h`, `7d` as that long ago; `2026-11-20T14:00:00Z` (with `Z` or an offset) as that time;
 * `2026-11-20` as the beginning of that day in UTC.
 *
 * @returns null when it is none of these, or no date of the calendar
 */
export function readMoment(text: string): Moment | null {
  const given = text.trim();
  const ago = /^(\d{1,9})\s*(s|m|min|h|d)$/i.exec(given);
  if (ago !== null) return { agoMs: Number(ago[1]) * (UNITS_MS[ago[2]?.toLowerCase() ?? ''] ?? Number.NaN) };
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i.test(given)) return null;
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) return null;
  // 30 February is read as a day of March.
  const day = new Date(`${given.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().startsWith(given.slice(0, 10)) ? { at } : null;
}
