import type { SortSpec, SortStateName } from '@longshore/schemas';
import type pg from 'pg';
import { sortNotFound } from './find-sort-id.ts';

/** What services need of a sort that they change. */
export interface LockedSort {
  id: string;
  name: string;
  state: SortStateName;
  spec: SortSpec;
  jobId: string | null;
}

/** @throws ProblemError 404 when it was deleted meanwhile */
export async function lockSort(client: pg.PoolClient, id: string, given: string): Promise<LockedSort> {
  const { rows } = await client.query<LockedSort>(
    'SELECT id, name, state, spec, job_id AS "jobId" FROM sort WHERE id = $1 FOR UPDATE',
    [id],
  );
  const [sort] = rows;
  if (sort === undefined) throw sortNotFound(given);
  return sort;
}
