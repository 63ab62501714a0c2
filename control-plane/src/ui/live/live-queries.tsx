'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveSubject, listenToEvents } from './live-connection.ts';
import { startRefresher } from './refresh-queries.ts';

/** Hints that come close together lead to one look, not to many. */
const GATHER_MS = 250;

/** Keeps every query of the page fresh by the hints of the event stream. Renders nothing. */
export function LiveQueries() {
  const client = useQueryClient();
  useEffect(() => {
    const refresher = startRefresher(client);
    let gathered: Set<LiveSubject> | null | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenToEvents((subjects) => {
      if (subjects === null || gathered === null) gathered = null;
      else gathered = new Set([...(gathered ?? []), ...subjects]);
      timer ??= setTimeout(() => {
        timer = undefined;
        const due = gathered ?? null;
        gathered = undefined;
        refresher.refresh(due);
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
      refresher.stop();
    };
  }, [client]);
  return null;
}
