'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';

/** Where a browser cannot say that it has nothing better to do (Safari). */
const IDLE_AFTER_MS = 1_000;
const IDLE_AT_MOST_MS = 5_000;

/** Acts once what the page shows first is there and the browser has nothing better to do, as for fetching ahead. */
export function useWhenSettled(act: () => void): void {
  const client = useQueryClient();
  const actNow = useEffectEvent(act);
  useEffect(() => {
    let callOff: (() => void) | null = null;
    const look = () => {
      if (client.isFetching() > 0) {
        callOff?.();
        callOff = null;
      } else {
        callOff ??= whenIdle(() => {
          unsubscribe();
          actNow();
        });
      }
    };
    const unsubscribe = client.getQueryCache().subscribe(look);
    look();
    return () => {
      unsubscribe();
      callOff?.();
    };
  }, [client]);
}

function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, IDLE_AFTER_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(act, { timeout: IDLE_AT_MOST_MS });
  return () => cancelIdleCallback(idle);
}
