'use client';
import { useEffect, useState } from 'react';

const LOOK_EVERY_MS = 250;

/** Whole seconds until an instant of this browser's clock, counted down; zero: it is past, or there is none. */
export function useSecondsUntil(instant: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const look = () => setSeconds(instant === null ? 0 : Math.max(0, Math.ceil((instant - Date.now()) / 1_000)));
    look();
    if (instant === null) return;
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [instant]);
  return seconds;
}
