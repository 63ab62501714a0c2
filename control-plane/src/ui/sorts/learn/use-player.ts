import { useEffect, useState } from 'react';

export const SPEEDS = { slow: 700, normal: 220, fast: 50 } as const;
export type Speed = keyof typeof SPEEDS;

/** A place among moments that can be moved by hand, or by itself. */
export interface Player {
  at: number;
  isPlaying: boolean;
  speed: Speed;
  setSpeed(speed: Speed): void;
  /** Stops, and goes there; what is beyond the ends is the end. */
  goTo(at: number): void;
  /** From the end it begins anew. */
  toggle(): void;
}

/** Begins at the first moment, at rest; and again whenever `lesson` is another. */
export function usePlayer(lesson: readonly unknown[]): Player {
  const last = lesson.length - 1;
  const [state, setState] = useState({ lesson, at: 0, isPlaying: false });
  const [speed, setSpeed] = useState<Speed>('normal');
  const { at, isPlaying } = state.lesson === lesson ? state : { at: 0, isPlaying: false };
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      setState((before) => {
        const next = Math.min(last, before.at + 1);
        return { lesson, at: next, isPlaying: next < last };
      });
    }, SPEEDS[speed]);
    return () => clearInterval(timer);
  }, [isPlaying, speed, last, lesson]);
  return {
    at,
    isPlaying,
    speed,
    setSpeed,
    goTo: (to) => setState({ lesson, at: Math.max(0, Math.min(last, to)), isPlaying: false }),
    toggle: () => setState({ lesson, at: at === last && !isPlaying ? 0 : at, isPlaying: !isPlaying }),
  };
}
