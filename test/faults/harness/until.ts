import { setTimeout as delay } from 'node:timers/promises';

/**
 * Looks again and again until a condition holds, and returns what was seen.
 *
 * @param what - the condition in words, for the error
 * @param look - returns null or false while it does not hold
 * @throws when it does not hold in time
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false | undefined>,
  { timeoutMs = 30_000, everyMs = 50 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false && seen !== undefined) return seen;
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms until ${what}`);
    await delay(everyMs);
  }
}
