import type { KitchenSummary } from '@longshore/schemas';

export type ScaledKitchen = Pick<KitchenSummary, 'id' | 'state' | 'held' | 'jobId'>;

/** How as many kitchens come to be open as somebody wants. */
export interface ScalePlan {
  /** That take orders, or will as soon as they have registered. */
  open: number;
  /** That were lost: they may come back, and are not counted. */
  lost: number;
  opens: number;
  /** Those that close, each with the others of its job, which close with it. */
  closes: string[][];
  /** Open ones too many that cannot be closed: no jobs of the fleet, or of one job with more than should close. */
  tooMany: number;
}

/**
 * What is to be done for as many kitchens to be open. Those close that hold the fewest orders, of equals those that do not
 * take any yet and then the later in the list.
 *
 * @param kitchens - as they are listed
 */
export function planScale(kitchens: readonly ScaledKitchen[], wanted: number): ScalePlan {
  const there = kitchens.filter(({ state }) => state === 'open' || state === 'opening');
  const lost = kitchens.filter(({ state }) => state === 'lost').length;
  const closes: string[][] = [];
  let tooMany = Math.max(0, there.length - wanted);
  for (const unit of unitsOf(there)) {
    if (unit.length > tooMany) continue;
    closes.push(unit.map(({ id }) => id));
    tooMany -= unit.length;
  }
  return { open: there.length, lost, opens: Math.max(0, wanted - there.length), closes, tooMany };
}

/** What closes together, that whose closing costs the least first. */
function unitsOf(there: readonly ScaledKitchen[]): ScaledKitchen[][] {
  const byJob = new Map<string, ScaledKitchen[]>();
  for (const kitchen of there) {
    if (kitchen.jobId === null) continue;
    const unit = byJob.get(kitchen.jobId) ?? [];
    unit.push(kitchen);
    byJob.set(kitchen.jobId, unit);
  }
  const held = (unit: readonly ScaledKitchen[]) => unit.reduce((sum, one) => sum + one.held, 0);
  const ready = (unit: readonly ScaledKitchen[]) => unit.filter(({ state }) => state === 'open').length;
  return [...byJob.values()].toReversed().toSorted((a, b) => held(a) - held(b) || ready(a) - ready(b));
}
