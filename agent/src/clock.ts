/** Time, as the agent sees it: one implementation for the world, one for tests. */
export interface Clock {
  /** Milliseconds since the epoch. For people and for the engine's own stamps. */
  wallMs(): number;
  /** Milliseconds that only rise; decisions use these. */
  monotonicMs(): number;
  /** Calls back once after the delay; the returned function calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** The machine's clock. */
export const realClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, run) => {
    // Timers beyond 2^31-1 ms would fire at once.
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), 2_147_483_647));
    return () => clearTimeout(timer);
  },
};

/** Resolves after the delay, or at once when the signal aborts. */
export function pause(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
