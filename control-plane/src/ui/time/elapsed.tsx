'use client';
import { formatDuration } from '@longshore/schemas/words';
import { useNow } from './use-now.ts';

/** How long something took, or has taken so far. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  const now = useNow();
  const end = to === null ? now : Date.parse(to);
  const span = end - Date.parse(from);
  // A span that still grows is told in whole seconds: tenths would flicker.
  return <span className="ls-tabular">{formatDuration(to === null ? Math.floor(span / 1_000) * 1_000 : span)}</span>;
}
