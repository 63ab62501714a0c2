import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';

/** What waits to be placed, page by page. Looked at anew also when agents change: that is what it waits for. */
export const queuePagesQuery = () =>
  infiniteQueryOptions({
    queryKey: ['jobs', 'queue'],
    queryFn: ({ signal, pageParam }) =>
      request('/queue', {
        query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta: { subjects: ['jobs', 'agents'] },
  });
