'use client';
import { useSyncExternalStore } from 'react';
import { clock } from './clock.ts';

/**
 * Words that depend on the control plane's time. The component renders again when they become others, and not with
 * each second: a list of hundreds of rows says "3 h ago" for a long time.
 *
 * @param tell - gets the time, milliseconds since the epoch
 */
export function useTimeWords(tell: (now: number) => string): string {
  return useSyncExternalStore(
    clock.subscribe,
    () => tell(clock.read()),
    () => tell(0),
  );
}
