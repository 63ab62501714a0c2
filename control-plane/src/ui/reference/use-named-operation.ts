'use client';
import { useCallback, useEffect, useState } from 'react';

/** Which operations are folded out, and how to have it otherwise. */
export interface UnfoldedOperations {
  unfolded: ReadonlySet<string>;
  toggle: (id: string) => void;
}

const named = () => window.location.hash.slice(1);

/**
 * Operations that are folded out: what the address names behind #, and what somebody opened. The address names what was
 * opened last, so that it can be handed on. Only for
 * a browser, and once the operations are there to be scrolled to.
 */
export function useNamedOperation(): UnfoldedOperations {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(() => new Set([named()]));
  useEffect(() => {
    const show = () => document.getElementById(named())?.scrollIntoView({ block: 'start' });
    const look = () => {
      setUnfolded((before) => new Set([...before, named()]));
      show();
    };
    show();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  const toggle = useCallback((id: string) => {
    setUnfolded((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
    const { pathname, search } = window.location;
    const hash = named() === id ? '' : `#${id}`;
    window.history.replaceState(window.history.state, '', `${pathname}${search}${hash}`);
  }, []);
  return { unfolded, toggle };
}
