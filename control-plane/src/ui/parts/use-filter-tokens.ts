'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { type FilterToken, formatTokens, parseTokens } from './filter-tokens.ts';

/**
 * The filter, kept in the address: a link carries it, and going back undoes it.
 *
 * @param keys - that there are; stable between renders
 */
export function useFilterTokens<Key extends string>(
  keys: readonly Key[],
): [FilterToken<Key>[], (tokens: readonly FilterToken<Key>[]) => void] {
  const pathname = usePathname();
  const address = useSearchParams().get('filter') ?? '';
  const [seen, setSeen] = useState(address);
  const [chosen, setChosen] = useState<string | null>(null);
  if (seen !== address) {
    setSeen(address);
    setChosen(null);
  }
  // The address follows a moment later: what is chosen meanwhile goes on from what was chosen before.
  const text = chosen ?? address;
  const tokens = useMemo(() => parseTokens(text, keys), [text, keys]);
  const setTokens = useCallback(
    (next: readonly FilterToken<Key>[]) => {
      const written = formatTokens(next);
      setChosen(written === address ? null : written);
      // The page is the same one: there is nothing to ask the server for but the rows.
      history.pushState(null, '', written === '' ? pathname : `${pathname}?filter=${filterInAddress(written)}`);
    },
    [address, pathname],
  );
  return [tokens, setTokens];
}

/** A filter for an address: commas and colons are allowed in a query, and the address is there to be read. */
function filterInAddress(written: string): string {
  return encodeURIComponent(written).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%20', '+');
}
