'use client';
import { useState } from 'react';

const KEY = 'longshore.navigation-narrow';

/** Whether the navigation is narrow, which the browser remembers: from the first picture on, or the page would move. */
export function useNarrowNavigation(): [boolean, (narrow: boolean) => void] {
  const [narrow, setNarrow] = useState(() => withStorage((storage) => storage.getItem(KEY)) === 'true');
  return [
    narrow,
    (wanted) => {
      setNarrow(wanted);
      withStorage((storage) => storage.setItem(KEY, String(wanted)));
    },
  ];
}

function withStorage<Value>(act: (storage: Storage) => Value): Value | null {
  try {
    return act(localStorage);
  } catch {
    // Somebody lets pages keep nothing, or there is no room: then it is as they say until they go.
    return null;
  }
}
