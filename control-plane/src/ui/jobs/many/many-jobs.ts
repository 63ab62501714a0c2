import type { ManyJobsAnswer, ManyJobsRequest } from '@longshore/schemas';
import type { JobFilter } from '../../api/queries.ts';
import { request } from '../../api/request.ts';

/** What can be done to many jobs at once. */
export type ManyVerb = 'stop' | 'rerun' | 'delete';

/** Which jobs are meant: those that were chosen, or all that a filter names. */
export type Meant = Pick<ManyJobsRequest, 'ids' | 'filter'>;

/** All that match the list's filter; a list without one is of every job. */
export function allThatMatch(filter: JobFilter): Meant {
  const { state, ...others } = filter;
  const conditions = { ...others, ...(state === undefined ? {} : { state: [...state] }) };
  return { filter: Object.keys(conditions).length === 0 ? { all: true } : conditions };
}

/**
 * Does something to all jobs that are meant, or only counts them.
 *
 * @param idempotencyKey - the same for another try of the same act; only where jobs are made
 */
export function doToMany(
  verb: ManyVerb,
  meant: Meant,
  options: { dryRun: boolean; idempotencyKey?: string; signal?: AbortSignal },
): Promise<ManyJobsAnswer> {
  const { dryRun, ...rest } = options;
  return request(`/jobs/${verb}`, { method: 'POST', body: { ...meant, dryRun }, ...rest });
}
