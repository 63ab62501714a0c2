import type { KitchenState, KitchenSummary } from '@longshore/schemas';

const RANK: Record<KitchenState, number> = { open: 0, lost: 1, opening: 2, closing: 3, closed: 4 };

/** Those that are open first, then what needs a look or changes, and at last what has closed; otherwise as they came. */
export function byStanding(kitchens: readonly KitchenSummary[]): KitchenSummary[] {
  return kitchens.toSorted((a, b) => RANK[a.state] - RANK[b.state]);
}
