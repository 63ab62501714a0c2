const FACTORS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds from words such as `500ms`, `90s`, `5m`, `1h30m`, `1.5h`. A bare number other than 0 is refused, since
 * nobody can tell its unit.
 *
 * @returns whole milliseconds, or null when the text is no duration
 */
export function parseDuration(text: string): number | null {
  const given = text.trim().toLowerCase();
  if (given === '0') return 0;
  if (!/^(?:\d+(?:\.\d+)?\s*(?:ms|min|s|m|h|d)\s*)+$/.test(given)) return null;
  let total = 0;
  for (const [, amount, unit] of given.matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|s|m|h|d)/g)) {
    total += Number(amount) * (FACTORS[unit ?? ''] ?? Number.NaN);
  }
  const rounded = Math.round(total);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
