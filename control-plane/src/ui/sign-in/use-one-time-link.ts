'use client';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What stands behind `#` in the address, taken out of it at once, so that it stays in no history, bookmark or screenshot.
 *
 * @returns null where nothing does, or did not yet
 */
export function useOneTimeLink(): string | null {
  const [token, setToken] = useState<string | null>(null);
  const last = useRef('');
  const take = useCallback(() => {
    const found = location.hash.slice(1);
    if (found === '') return;
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    if (found === last.current) return;
    last.current = found;
    setToken(found);
  }, []);
  useEffect(() => {
    take();
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, [take]);
  return token;
}
