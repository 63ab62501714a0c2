'use client';
import { useSyncExternalStore } from 'react';
import { clock } from './clock.ts';

/**
 * The control plane's time, by which the component renders again each `stepMs`.
 *
 * @param stepMs - at least a second
 */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(
    clock.subscribe,
    () => Math.floor(clock.read() / stepMs) * stepMs,
    () => 0,
  );
}
