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

/** After the frame that shows what is there now: what is fetched ahead would come in its way. */
function whenIdle(act: () => void): () => void {
  let calledOff = false;
  const actUnless = () => calledOff || act();
  // The second one comes after the first was handed over.
  requestAnimationFrame(() => requestAnimationFrame(() => onceIdle(actUnless)));
  return () => {
    calledOff = true;
  };
}

function onceIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(act, IDLE_AFTER_MS);
  else requestIdleCallback(act, { timeout: IDLE_AT_MOST_MS });
}
