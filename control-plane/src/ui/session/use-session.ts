'use client';
import type { Session } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session-queries.ts';

/** Who is signed in; undefined: not known yet; null: it cannot be known now. */
export function useSession(): Session | null | undefined {
  const { data, error } = useQuery(sessionQuery());
  return data ?? (error === null ? undefined : null);
}
