'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { BEGINNING, goToScene, type Playback, type Program, step, tick, toggle } from './playback.ts';

export interface StoryPlayer extends Playback {
  toggle: () => void;
  step: (by: number) => void;
  goTo: (scene: number) => void;
}

/** A frame that comes later than this was not waited for by anybody: the page was not seen. */
const LONGEST_FRAME_MS = 100;

/** Plays a program by the frames of the browser, which rest while nobody sees the page. */
export function useStoryPlayer(program: Program, firstScene: number): StoryPlayer {
  const [now, setNow] = useState<Playback>({ ...BEGINNING, scene: firstScene });
  const { playing } = now;
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let frame = requestAnimationFrame(function paint(nowMs) {
      const byMs = Math.max(0, Math.min(LONGEST_FRAME_MS, nowMs - last));
      last = nowMs;
      setNow((before) => tick(before, byMs, program));
      frame = requestAnimationFrame(paint);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, program]);
  return {
    ...now,
    toggle: useCallback(() => setNow((before) => toggle(before, program)), [program]),
    step: useCallback((by: number) => setNow((before) => step(before, by, program)), [program]),
    goTo: useMemo(() => (scene: number) => setNow((before) => goToScene(before, scene, program)), [program]),
  };
}
