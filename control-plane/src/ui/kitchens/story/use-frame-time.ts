'use client';
import { useEffect, useState } from 'react';

/**
 * The time of each frame, as `performance.now()` counts, while it is wanted.
 *
 * @returns null while it is not
 */
export function useFrameTime(isWanted: boolean): number | null {
  const [nowMs, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!isWanted) return setNow(null);
    let frame = requestAnimationFrame(function paint(atMs) {
      setNow(atMs);
      frame = requestAnimationFrame(paint);
    });
    return () => cancelAnimationFrame(frame);
  }, [isWanted]);
  return nowMs;
}
