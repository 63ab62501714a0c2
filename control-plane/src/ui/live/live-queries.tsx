'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStanding } from '../session/use-standing.ts';
import { gatherHints } from './gather-hints.ts';
import { listenToEvents } from './live-connection.ts';
import { startRefresher } from './refresh-queries.ts';

/** Keeps every query of the page fresh by the hints of the event stream. Renders nothing. */
export function LiveQueries() {
  const client = useQueryClient();
  const standing = useStanding();
  useEffect(() => {
    // Nobody who is signed out is told anything: there is no use in asking again and again.
    if (standing === 'out') return;
    const refresher = startRefresher(client);
    const gatherer = gatherHints((subjects) => refresher.refresh(subjects));
    const stop = listenToEvents(
      (subjects) => gatherer.hint(subjects),
      () => void client.invalidateQueries({ queryKey: ['session'] }),
    );
    return () => {
      stop();
      gatherer.stop();
      refresher.stop();
    };
  }, [client, standing]);
  return null;
}
