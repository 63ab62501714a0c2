import type { KitchenMeasures } from '@longshore/schemas';
import type { Result } from './scenes/success.ts';

/** The measures of a time as what a run comes to; null: nothing became ready in it. */
export function resultOf(whole: KitchenMeasures['whole']): Result | null {
  const { responseMs, waitMs, balanceIndex } = whole;
  if (responseMs === null || waitMs === null) return null;
  return {
    received: whole.received,
    delivered: whole.delivered,
    failed: whole.failed,
    readyPerMinute: whole.readyPerMinute,
    responseMs,
    waitMs,
    balanceIndex: balanceIndex ?? 0,
    migrationEfficiency: whole.migration.efficiency,
    takenBack: whole.takenBack,
    wastedDishes: whole.wastedDishes,
    kitchens: [],
  };
}
