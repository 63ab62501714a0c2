const MINUTE_MS = 60_000;

/**
 * Whole minutes between two moments, for an axis that tells hours and minutes: evenly apart, none told twice.
 *
 * @param most - spaces between them
 */
export function minuteTicks(fromMs: number, toMs: number, most: number): number[] {
  const stepMs = Math.max(1, Math.ceil((toMs - fromMs) / MINUTE_MS / most)) * MINUTE_MS;
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  return Array.from(
    { length: Math.max(0, Math.floor((toMs - first) / stepMs) + 1) },
    (_, index) => first + index * stepMs,
  );
}
