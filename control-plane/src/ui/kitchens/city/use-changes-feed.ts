'use client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { askForChanges } from '../../api/kitchen-queries.ts';
import { ChangesFeed, type ChangesTaker } from './changes-feed.ts';

/** What is more than one answer is asked for again so soon. */
const AGAIN_MS = 100;
/** Looked at again also when nothing is hinted at. */
const LOOK_EVERY_MS = 2_000;

/**
 * Follows what changes of orders, by the hints of the event stream: four times a second at most.
 *
 * @param taker - the first one counts
 */
export function useChangesFeed(taker: () => ChangesTaker) {
  const id = useId();
  const [feed] = useState(() => new ChangesFeed(taker()));
  return useQuery(
    queryOptions({
      queryKey: ['kitchens', 'changes', id],
      queryFn: ({ signal }) => feed.pull((after) => askForChanges(after, signal)),
      meta: { subjects: ['kitchens'] },
      gcTime: 0,
      structuralSharing: false,
      refetchInterval: ({ state }) => (state.data?.more === true ? AGAIN_MS : LOOK_EVERY_MS),
    }),
  );
}
