import type { KitchenFacts } from './facts.ts';
import type { Standing } from './figures.ts';

/** How kitchens stand now. Closing ones still cook, and lost ones are those that should take orders and do not. */
export function standingOf(kitchens: Iterable<KitchenFacts>, waiting: number): Standing {
  const standing = { waiting, cooks: 0, busyCooks: 0, open: 0, wanted: 0 };
  for (const { state, plan, cooking } of kitchens) {
    if (state !== 'open' && state !== 'closing' && state !== 'lost') continue;
    if (state !== 'closing') standing.wanted += 1;
    if (state === 'lost') continue;
    if (state === 'open') standing.open += 1;
    standing.cooks += plan.capacity;
    standing.busyCooks += Math.min(cooking, plan.capacity);
  }
  return standing;
}
