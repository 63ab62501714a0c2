import type { Scaling, Worker, WorkItem, WorkItemInput, WorkQueue, WorkType } from '@longshore/schemas';
import { request } from '../api/request.ts';

const part = encodeURIComponent;

/**
 * Puts an item into the queue of its type.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function submitWorkItem(item: WorkItemInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/work-items', { method: 'POST', body: item, idempotencyKey });
}

/** Gives a dead letter all its tries anew. */
export function redriveWorkItem(id: string): Promise<WorkItem> {
  return request(`/work-items/${part(id)}/redrive`, { method: 'POST' });
}

/** The same of some dead letters, or of the oldest 500 of a type. */
export function redriveWorkItems(
  which: { ids: string[] } | { type: WorkType },
): Promise<{ redriven: number; left: number }> {
  return request('/work-items/redrive', { method: 'POST', body: which });
}

/** Changes the limits within which the fleet runs workers for a queue. */
export function scaleWorkQueue(type: WorkType, scaling: Scaling): Promise<WorkQueue> {
  return request(`/work-queues/${part(type)}`, { method: 'PATCH', body: scaling });
}

/** Lets a worker take items of some types again, or has it finish what it holds and take nothing more. */
export function steerWorker(id: string, wish: 'start' | 'stop', types: WorkType[]): Promise<Worker> {
  return request(wish === 'start' ? `/workers/${part(id)}/start` : `/workers/${part(id)}/stop`, {
    method: 'POST',
    body: { types },
  });
}
