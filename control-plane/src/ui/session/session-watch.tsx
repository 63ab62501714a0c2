'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { sessionQuery } from '../api/session-queries.ts';
import { leaveSession } from './leave-session.ts';
import { hearOtherTabs } from './other-tabs.ts';
import { signInAddress } from './sign-in-address.ts';
import { sessionEnded, sessionStands, standingStore } from './standing.ts';
import { watchTyping } from './typed-forms.ts';

/**
 * Goes to sign in once nobody is signed in any more, and then comes back here; unless words were typed that leaving
 * would lose: then the page stays, says so (signed-out-note.tsx), and goes on when somebody has signed in beside it.
 * Renders nothing.
 */
export function SessionWatch() {
  const client = useQueryClient();
  const pathname = usePathname();
  const session = useQuery(sessionQuery());
  const leave = useRef<() => void>(() => undefined);

  useEffect(() => {
    const { forms, stop } = watchTyping(document);
    leave.current = () => {
      if (standingStore.read() === 'out' && !forms.stand()) leaveSession(client, signInAddress(location));
    };
    leave.current();
    const stopWatching = standingStore.subscribe((standing) => {
      if (standing === 'out') leave.current();
      // What failed meanwhile is asked for again.
      else void client.invalidateQueries();
    });
    const stopHearing = hearOtherTabs((news) => {
      if (news === 'signed-out') sessionEnded();
      else void client.invalidateQueries({ queryKey: ['session'] });
    });
    // A page that the browser kept to go back to shows what it showed before: whether one may see it is asked anew.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) location.reload();
    };
    addEventListener('pageshow', comeBack);
    return () => {
      stop();
      stopWatching();
      stopHearing();
      removeEventListener('pageshow', comeBack);
    };
  }, [client]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a form may have gone with the page that it stood on
  useEffect(() => leave.current(), [pathname]);

  useEffect(() => {
    if (session.isSuccess && session.dataUpdatedAt > 0) sessionStands();
  }, [session.isSuccess, session.dataUpdatedAt]);

  const somebodyElse = useSomebodyElse(session.data?.user?.id);
  useEffect(() => {
    // What one person saw is not for another who signed in beside this page.
    if (somebodyElse) leaveSession(client, null);
  }, [somebodyElse, client]);
  return null;
}

/** Whether the page was begun by another person than the one who is signed in now. */
function useSomebodyElse(id: string | undefined): boolean {
  const first = useRef(id);
  if (first.current === undefined) first.current = id;
  return id !== undefined && first.current !== id;
}
