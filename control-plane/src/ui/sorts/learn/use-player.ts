'use client';
import { useCallback, useEffect, useState } from 'react';

/** Pictures a second that one can choose. */
export const SPEEDS = [1, 2, 4, 8, 16] as const;

export interface Player {
  index: number;
  playing: boolean;
  /** Pictures a second. */
  speed: number;
  setSpeed: (speed: number) => void;
  /** Goes on or stops; from the end it begins anew. */
  toggle: () => void;
  /** Goes so many pictures on, or back, and stops there. */
  step: (by: number) => void;
  goTo: (index: number) => void;
}

/** Goes through pictures by a clock, or one by one. */
export function usePlayer(count: number): Player {
  const [index, setIndex] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(4);
  const last = count - 1;
  const atEnd = index >= last;
  useEffect(() => {
    if (!playing) return;
    if (atEnd) return setPlaying(false);
    const timer = setInterval(() => setIndex((now) => Math.min(last, now + 1)), 1_000 / speed);
    return () => clearInterval(timer);
  }, [playing, atEnd, last, speed]);
  const goTo = useCallback(
    (to: number) => {
      setPlaying(false);
      setIndex(Math.max(0, Math.min(last, to)));
    },
    [last],
  );
  const step = useCallback(
    (by: number) => {
      setPlaying(false);
      setIndex((now) => Math.max(0, Math.min(last, now + by)));
    },
    [last],
  );
  const toggle = useCallback(() => {
    if (atEnd && !playing) setIndex(0);
    setPlaying((now) => !now);
  }, [atEnd, playing]);
  return { index, playing, speed, setSpeed, toggle, step, goTo };
}
