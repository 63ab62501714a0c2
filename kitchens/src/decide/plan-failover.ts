import type { KitchenView } from '../kitchen/kitchen.ts';
import { isOwnedBy, type KitchenBoot, type Order } from '../order/order.ts';
import { failOrder, takeFromLost } from '../order/order-steps.ts';
import { type ChoiceSettings, type ChoiceSurroundings, chooseKitchen, type KitchenChoice } from './choose-kitchen.ts';
import { byUrgency } from './urgency.ts';

export interface FailoverSettings {
  /** So many kitchens may be lost with one order before it fails: it may be what ends them. */
  lossesMax: number;
  /** So many kitchens may refuse one order before it fails. */
  refusalsMax: number;
}

export const FAILOVER_DEFAULTS: FailoverSettings = { lossesMax: 10, refusalsMax: 10 };

/** Where the orders of a lost kitchen go, most urgent first. */
export interface FailoverPlan {
  /** Each as it is after it was taken, and the choice where it goes; without a winner it waits. */
  taken: { order: Order; choice: KitchenChoice }[];
  failed: Order[];
}

/**
 * Decides where the orders of a lost kitchen go. They are taken without asking: a new epoch keeps what the lost one may
 * still do from counting. The rest of the city fills as the plan goes on, so that not all go to the same place.
 *
 * @param kitchens - as they are now, the lost one closed
 */
export function planFailover(
  lost: KitchenBoot,
  orders: readonly Order[],
  kitchens: readonly KitchenView[],
  settings: Pick<FailoverSettings, 'lossesMax'>,
  choice: { settings: ChoiceSettings; surroundings: ChoiceSurroundings },
): FailoverPlan {
  const rest = kitchens.filter(({ kitchenId }) => kitchenId !== lost.kitchenId).map((kitchen) => ({ ...kitchen }));
  const plan: FailoverPlan = { taken: [], failed: [] };
  const { turn, chance } = choice.surroundings;
  for (const owned of orders.filter((order) => isOwnedBy(order, lost)).toSorted(byUrgency)) {
    const order = takeFromLost(owned, lost);
    if (order.losses > settings.lossesMax) {
      plan.failed.push(failOrder(order, 'lost-too-often'));
      continue;
    }
    const surroundings = { turn: turn + plan.taken.length, chance };
    const chosen = chooseKitchen(order, rest, choice.settings, surroundings);
    if (chosen.winner !== null) chosen.winner.held += 1;
    plan.taken.push({ order, choice: chosen });
  }
  return plan;
}
