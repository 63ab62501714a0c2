import { setTimeout as delay } from 'node:timers/promises';

export interface LookOptions {
  everyMs: number;
  timeoutMs: number;
  /** Ends the waiting at once, with its reason. */
  signal: AbortSignal;
}

/**
 * Looks again and again until something is seen.
 *
 * @param what - what is waited for, for the error
 * @param look - null while it is not seen
 * @throws when it is not seen in time
 */
export async function lookUntil<Seen>(
  what: string,
  look: () => Promise<Seen | null>,
  { everyMs, timeoutMs, signal }: LookOptions,
): Promise<Seen> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const seen = await look();
    if (seen !== null) return seen;
    if (performance.now() > deadlineMs) throw new Error(`Waited ${timeoutMs / 1_000} s until ${what}`);
    await pause(everyMs, signal);
  }
}

/** @throws the signal's own reason, where the timer's error would hide it */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
