'use client';
import { useEffect, useState } from 'react';

export interface HeldBack<Row> {
  shown: Row[] | undefined;
  /** How many newer ones wait to be shown. */
  newer: number;
  showNewer: () => void;
}

/** What a list is of. */
export interface ListMeant {
  /** With another key all is shown anew. */
  key: string;
  /** The rows are still those of the list before, until the answer is there. */
  isPlaceholder: boolean;
}

/** Holds rows that are newer than those being read, so that nothing moves under the reader. Ids rise with time. */
export function useHeldBack<Row extends { id: string }>(
  rows: Row[] | undefined,
  { key, isPlaceholder }: ListMeant,
): HeldBack<Row> {
  const [ceiling, setCeiling] = useState<{ key: string; id: string } | null>(null);
  const newest = rows?.[0]?.id;
  useEffect(() => {
    // The newest of another list says nothing of this one: what is newer than it would seem to have come just now.
    if (newest !== undefined && !isPlaceholder && ceiling?.key !== key) setCeiling({ key, id: newest });
  }, [newest, key, isPlaceholder, ceiling]);
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
