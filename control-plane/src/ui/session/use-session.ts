'use client';
import type { Session } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session-queries.ts';

/** Who is signed in; undefined: not known yet; null: it cannot be known now. */
export function useSession(): Session | null | undefined {
  // Each button of a page asks here; whether it is still so is looked at in one place (session-watch.tsx).
  const { data, error } = useQuery({
    ...sessionQuery(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });
  return data ?? (error === null ? undefined : null);
}
