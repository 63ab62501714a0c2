'use client';
import { useSyncExternalStore } from 'react';
import { type LiveSnapshot, liveStore } from './live-connection.ts';

const beforeHydration: LiveSnapshot = { state: 'connecting', lastHeardAt: null, clockOffsetMs: 0 };

/** How the page stands with the control plane. */
export function useLive(): LiveSnapshot {
  return useSyncExternalStore(liveStore.subscribe, liveStore.read, () => beforeHydration);
}
