'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { type FilterToken, formatTokens, parseTokens } from './filter-tokens.ts';

/**
 * The filter, kept in the address: a link carries it, and going back undoes it.
 *
 * @param keys - that there are; stable between renders
 */
export function useFilterTokens<Key extends string>(
  keys: readonly Key[],
): [FilterToken<Key>[], (tokens: readonly FilterToken<Key>[]) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const text = useSearchParams().get('filter') ?? '';
  const tokens = useMemo(() => parseTokens(text, keys), [text, keys]);
  return [
    tokens,
    (next) => {
      const written = formatTokens(next);
      router.push(written === '' ? pathname : `${pathname}?filter=${filterInAddress(written)}`, { scroll: false });
    },
  ];
}

/** A filter for an address: commas and colons are allowed in a query, and the address is there to be read. */
function filterInAddress(written: string): string {
  return encodeURIComponent(written).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%20', '+');
}
