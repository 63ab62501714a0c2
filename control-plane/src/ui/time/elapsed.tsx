'use client';
import { formatDuration } from '@longshore/schemas/words';
import { useTimeWords } from './use-time-words.ts';

/** How long something took, or has taken so far. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  return to === null ? <Growing from={from} /> : <Told ms={Date.parse(to) - Date.parse(from)} />;
}

function Growing({ from }: { from: string }) {
  // A span that still grows is told in whole seconds: tenths would flicker.
  const words = useTimeWords((now) => formatDuration(Math.floor((now - Date.parse(from)) / 1_000) * 1_000));
  return <span className="ls-tabular">{words}</span>;
}

function Told({ ms }: { ms: number }) {
  return <span className="ls-tabular">{formatDuration(ms)}</span>;
}
