import { liveStore } from '../live/live-connection.ts';

/** One timer for every time on the page. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

/** For `useSyncExternalStore`: the control plane's time, by the second. */
export const clock = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    timer ??= setInterval(tick, 1_000);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    };
  },
  read(): number {
    if (now === 0) now = controlPlaneNow();
    return now;
  },
};

/** The control plane's clock as well as this page knows it, milliseconds since the epoch. */
export function controlPlaneNow(): number {
  return Date.now() + liveStore.read().clockOffsetMs;
}

function tick(): void {
  now = controlPlaneNow();
  for (const listener of listeners) listener();
}
