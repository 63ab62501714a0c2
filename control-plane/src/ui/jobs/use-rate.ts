'use client';
import { useEffect, useRef, useState } from 'react';

const WINDOW_MS = 10_000;

/** How fast a rising figure has risen over the last ten seconds, per second; null until that can be said. */
export function useRate(value: number, watching: boolean): number | null {
  const samples = useRef<{ at: number; value: number }[]>([]);
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    if (!watching) return;
    const now = Date.now();
    const kept = [...samples.current.filter(({ at }) => now - at <= WINDOW_MS), { at: now, value }];
    samples.current = kept;
    const [oldest] = kept;
    if (oldest === undefined || now - oldest.at < 1_000) return;
    setRate(Math.max(0, ((value - oldest.value) / (now - oldest.at)) * 1_000));
  }, [value, watching]);
  return watching ? rate : null;
}
