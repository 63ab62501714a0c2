'use client';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useState } from 'react';
import { type LineName, lineHash, parseLineHash } from './line-name.ts';

/** The line that the address names, and how to have it name another. */
export interface LineLink {
  linked: LineName | null;
  /** Has the address name a line, and copies the address. */
  link: (line: LineName) => void;
}

/** @param onOpened - called when somebody opens the address of another line in this page */
export function useLineLink(onOpened: (line: LineName) => void): LineLink {
  const [linked, setLinked] = useState(() =>
    typeof window === 'undefined' ? null : parseLineHash(window.location.hash),
  );
  useEffect(() => {
    const look = () => {
      const line = parseLineHash(window.location.hash);
      setLinked(line);
      if (line !== null) onOpened(line);
    };
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [onOpened]);
  const link = useCallback((line: LineName) => {
    window.history.replaceState(window.history.state, '', lineHash(line));
    setLinked({ task: line.task, attempt: line.attempt, sequence: line.sequence });
    void copyAddress(line);
  }, []);
  return { linked, link };
}

async function copyAddress({ sequence }: LineName): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    notifications.show({ message: `Link to line ${sequence} copied`, autoClose: 2_000 });
  } catch {
    // A browser may refuse, or know no clipboard on a page that came without TLS.
    notifications.show({ message: `The address bar holds the link to line ${sequence}` });
  }
}
