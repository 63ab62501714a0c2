'use client';
import { useEffect, useState } from 'react';

export interface HeldBack<Row> {
  shown: Row[] | undefined;
  /** How many newer ones wait to be shown. */
  newer: number;
  showNewer: () => void;
}

/**
 * Holds rows that are newer than those being read, so that nothing moves under the reader. Ids rise with time.
 *
 * @param key - what the list is of; with another key all is shown anew
 */
export function useHeldBack<Row extends { id: string }>(rows: Row[] | undefined, key: string): HeldBack<Row> {
  const [ceiling, setCeiling] = useState<{ key: string; id: string } | null>(null);
  const newest = rows?.[0]?.id;
  useEffect(() => {
    if (newest !== undefined && ceiling?.key !== key) setCeiling({ key, id: newest });
  }, [newest, key, ceiling]);
  const showNewer = () => setCeiling(newest === undefined ? null : { key, id: newest });
  if (rows === undefined) return { shown: undefined, newer: 0, showNewer };
  const shown = ceiling === null || ceiling.key !== key ? rows : rows.filter(({ id }) => !isNewer(id, ceiling.id));
  return {
    // A list that was empty has nobody reading it.
    shown: shown.length === 0 ? rows : shown,
    newer: shown.length === 0 ? 0 : rows.length - shown.length,
    showNewer,
  };
}

/** Of two ids that rise with time: a UUID version 7, or a number, which with more figures is the greater. */
function isNewer(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length;
}
