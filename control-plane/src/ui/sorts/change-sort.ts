import type { SortAsked, SortInput } from '@longshore/schemas';
import { request } from '../api/request.ts';
import { deletedSorts } from '../api/sort-queries.ts';

const pathOf = (id: string) => `/sorts/${encodeURIComponent(id)}` as const;

/**
 * Asks for a sort.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function createSort(sort: SortInput, idempotencyKey: string): Promise<SortAsked> {
  return request('/sorts', { method: 'POST', body: sort, idempotencyKey });
}

export async function stopSort(id: string): Promise<void> {
  await request(`${pathOf(id)}/stop`, { method: 'POST' });
}

/** Deletes a sort with its result. */
export async function deleteSort(id: string): Promise<void> {
  deletedSorts.add(id);
  try {
    await request(pathOf(id), { method: 'DELETE' });
  } catch (error) {
    deletedSorts.delete(id);
    throw error;
  }
}
