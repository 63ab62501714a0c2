'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { type FilterToken, formatFilter, parseFilter } from './job-filter.ts';

/** The filter, kept in the address: a link carries it, and going back undoes it. */
export function useFilterTokens(): [FilterToken[], (tokens: readonly FilterToken[]) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const text = useSearchParams().get('filter') ?? '';
  const tokens = useMemo(() => parseFilter(text), [text]);
  return [
    tokens,
    (next) => {
      const written = formatFilter(next);
      // Commas and colons are allowed in a query, and the address is there to be read.
      const query = encodeURIComponent(written).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%20', '+');
      router.push(written === '' ? pathname : `${pathname}?filter=${query}`, { scroll: false });
    },
  ];
}
