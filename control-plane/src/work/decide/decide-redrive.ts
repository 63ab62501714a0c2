import type { HeldItem, ItemChange } from './item-facts.ts';

/** A failed item with all its tries anew; null: it has not failed for good. */
export function decideRedrive({ status }: Pick<HeldItem, 'status'>): ItemChange | null {
  if (status !== 'failed') return null;
  return {
    status: 'queued',
    tries: 0,
    dueInMs: 0,
    workerId: null,
    claimHash: null,
    leaseMs: null,
    progress: null,
    result: null,
    failure: null,
    moment: { what: 'redriven', message: 'All its tries anew' },
  };
}
