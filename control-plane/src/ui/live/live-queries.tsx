'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveSubject, listenToEvents } from './live-connection.ts';

/** Hints that come close together lead to one look, not to many. */
const GATHER_MS = 250;

function refresh(client: QueryClient, subjects: ReadonlySet<LiveSubject> | null): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ meta }) => {
      const of = (meta?.subjects ?? []) as readonly LiveSubject[];
      return subjects === null || of.some((subject) => subjects.has(subject));
    },
  });
}

/** Keeps every query of the page fresh by the hints of the event stream. Renders nothing. */
export function LiveQueries() {
  const client = useQueryClient();
  useEffect(() => {
    let gathered: Set<LiveSubject> | null | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenToEvents((subjects) => {
      if (subjects === null || gathered === null) gathered = null;
      else gathered = new Set([...(gathered ?? []), ...subjects]);
      timer ??= setTimeout(() => {
        timer = undefined;
        const due = gathered ?? null;
        gathered = undefined;
        // A query that fails keeps its error for the component that shows it.
        void refresh(client, due);
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
  return null;
}
