'use client';
import { useCallback, useRef } from 'react';
import type { LogReader } from './log-reader.ts';
import { isAtStart } from './log-window.ts';

/** After a failure nothing is asked for by scrolling alone for so long. */
const REST_MS = 5_000;

/**
 * Reads further lines when somebody comes near the first or the last in memory, one reading at a time.
 *
 * @param all - every line is shown; of a few chosen ones, older lines are looked for only when somebody says so
 */
export function useReadNearby(
  reader: LogReader,
  all: boolean,
  onFailure: (error: unknown) => void,
): (side: 'start' | 'end') => void {
  const state = useRef({ reading: false, restUntil: 0 });
  return useCallback(
    (side) => {
      const now = state.current;
      const { window } = reader.snapshot();
      if (now.reading || performance.now() < now.restUntil) return;
      if (side === 'start' ? !all || isAtStart(window) : window.atEnd) return;
      now.reading = true;
      (side === 'start' ? reader.readOlder() : reader.readNewer())
        .catch((error: unknown) => {
          now.restUntil = performance.now() + REST_MS;
          onFailure(error);
        })
        .finally(() => {
          now.reading = false;
        });
    },
    [reader, all, onFailure],
  );
}
