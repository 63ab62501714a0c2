import { type HeldItem, type ItemChange, queuedAnew } from './item-facts.ts';

/** A failed item with all its tries anew; null: it has not failed for good. */
export function decideRedrive({ status }: Pick<HeldItem, 'status'>): ItemChange | null {
  if (status !== 'failed') return null;
  return queuedAnew(0, { what: 'redriven', message: 'All its tries anew' });
}
