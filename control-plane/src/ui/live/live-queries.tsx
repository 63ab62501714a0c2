'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStanding } from '../session/use-standing.ts';
import { type LiveSubject, listenToEvents } from './live-connection.ts';
import { startRefresher } from './refresh-queries.ts';

/** Hints that come close together lead to one look, not to many. */
const GATHER_MS = 250;

/** Keeps every query of the page fresh by the hints of the event stream. Renders nothing. */
export function LiveQueries() {
  const client = useQueryClient();
  const standing = useStanding();
  useEffect(() => {
    // Nobody who is signed out is told anything: there is no use in asking again and again.
    if (standing === 'out') return;
    const refresher = startRefresher(client);
    let gathered: Set<LiveSubject> | null | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (subjects: readonly LiveSubject[] | null) => {
      if (subjects === null || gathered === null) gathered = null;
      else gathered = new Set([...(gathered ?? []), ...subjects]);
      timer ??= setTimeout(() => {
        timer = undefined;
        const due = gathered ?? null;
        gathered = undefined;
        refresher.refresh(due);
      }, GATHER_MS);
    };
    const stop = listenToEvents(hear, () => void client.invalidateQueries({ queryKey: ['session'] }));
    return () => {
      stop();
      clearTimeout(timer);
      refresher.stop();
    };
  }, [client, standing]);
  return null;
}
