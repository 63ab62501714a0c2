'use client';
import { useSyncExternalStore } from 'react';
import { type Standing, standingStore } from './standing.ts';

/** Whether this page still counts as signed in. */
export function useStanding(): Standing {
  return useSyncExternalStore(standingStore.subscribe, standingStore.read, () => 'in');
}
