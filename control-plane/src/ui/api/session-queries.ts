import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** When somebody was seen, and a key used last, is hinted at by no event. */
const LOOK_EVERY_MS = 60_000;

const movesWithAccess = { subjects: ['access'] };

/** Who is signed in, and what they may do. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => request('/session', { signal }),
    staleTime: 10_000,
    meta: movesWithAccess,
    refetchInterval: LOOK_EVERY_MS,
    // Whoever comes back from another tab may have signed in or out there.
    refetchOnWindowFocus: 'always',
  });

/** Where one is signed in. */
export const sessionsQuery = () =>
  queryOptions({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => request('/sessions', { signal }),
    meta: movesWithAccess,
    refetchInterval: LOOK_EVERY_MS,
  });

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => request('/api-keys', { signal }),
    meta: movesWithAccess,
    refetchInterval: LOOK_EVERY_MS,
  });

export const usersQuery = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }) => request('/users', { signal }),
    meta: movesWithAccess,
    refetchInterval: LOOK_EVERY_MS,
  });
