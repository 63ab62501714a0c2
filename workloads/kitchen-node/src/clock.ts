/** Time, as a kitchen sees it. */
export interface Clock {
  /** Milliseconds that only rise. */
  nowMs(): number;
  /** Milliseconds since the epoch, for people. */
  wallMs(): number;
  /** Calls back once after the delay; the returned function calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** Timers beyond 2^31-1 ms would fire at once. */
const LONGEST_MS = 2_147_483_647;

/** The machine's clock. */
export const realClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), LONGEST_MS));
    return () => clearTimeout(timer);
  },
};

/** Resolves after the delay, or at once when the signal aborts. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
