'use client';
import type { JobSummary } from '@longshore/schemas';
import { useEffect, useState } from 'react';

export interface HeldBack {
  shown: JobSummary[] | undefined;
  /** How many newer ones wait to be shown. */
  newer: number;
  showNewer: () => void;
}

/**
 * Holds rows that are newer than those being read, so that nothing moves under the reader. Ids rise with time.
 *
 * @param key - what the list is of; with another key all is shown anew
 */
export function useHeldBack(jobs: JobSummary[] | undefined, key: string): HeldBack {
  const [ceiling, setCeiling] = useState<{ key: string; id: string } | null>(null);
  const newest = jobs?.[0]?.id;
  useEffect(() => {
    if (newest !== undefined && ceiling?.key !== key) setCeiling({ key, id: newest });
  }, [newest, key, ceiling]);
  const showNewer = () => setCeiling(newest === undefined ? null : { key, id: newest });
  if (jobs === undefined) return { shown: undefined, newer: 0, showNewer };
  const shown = ceiling === null || ceiling.key !== key ? jobs : jobs.filter(({ id }) => id <= ceiling.id);
  return {
    // A list that was empty has nobody reading it.
    shown: shown.length === 0 ? jobs : shown,
    newer: shown.length === 0 ? 0 : jobs.length - shown.length,
    showNewer,
  };
}
