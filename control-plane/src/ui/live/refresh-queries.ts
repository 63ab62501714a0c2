import type { Query, QueryClient } from '@tanstack/react-query';
import type { LiveSubject } from './live-connection.ts';

/** Refreshes, after a hint, what the hint is about. */
export interface Refresher {
  /** @param subjects - what may have changed; `null`: anything */
  refresh(subjects: ReadonlySet<LiveSubject> | null): void;
  stop(): void;
}

/**
 * Looks again at every query that names a subject of a hint in its `meta.subjects`.
 *
 * A query that is just looking is never interrupted: hints that come faster than answers would otherwise keep the page
 * from ever changing, and take away the older entries that a reader has asked for. It may have looked too early, so it
 * looks once more when it has ended.
 */
export function startRefresher(client: QueryClient): Refresher {
  const lookAgain = new Set<Query>();
  const refreshWhere = (predicate: (query: Query) => boolean) => {
    // A query that fails keeps its error for the component that shows it.
    void client.invalidateQueries({ predicate });
  };
  const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'removed') lookAgain.delete(query);
    else if (query.state.fetchStatus === 'idle' && lookAgain.delete(query)) refreshWhere((one) => one === query);
  });
  return {
    refresh(subjects) {
      refreshWhere((query) => {
        const of = (query.meta?.subjects ?? []) as readonly LiveSubject[];
        if (subjects !== null && !of.some((subject) => subjects.has(subject))) return false;
        if (query.state.fetchStatus === 'idle') return true;
        lookAgain.add(query);
        return false;
      });
    },
    stop() {
      unsubscribe();
      lookAgain.clear();
    },
  };
}
