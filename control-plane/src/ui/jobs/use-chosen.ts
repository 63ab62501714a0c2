'use client';
import { useCallback, useState } from 'react';

export interface Chosen {
  chosen: ReadonlySet<string>;
  /** Stable between renders. */
  choose: (ids: readonly string[], chosen: boolean) => void;
  chooseNone: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Which rows of a list are chosen, by their ids. */
export function useChosen(): Chosen {
  const [chosen, setChosen] = useState(NONE);
  const choose = useCallback((ids: readonly string[], isChosen: boolean) => {
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids) {
        if (isChosen) after.add(id);
        else after.delete(id);
      }
      return after;
    });
  }, []);
  return { chosen, choose, chooseNone: () => setChosen(NONE) };
}
