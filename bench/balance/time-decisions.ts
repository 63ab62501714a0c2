import { performance } from 'node:perf_hooks';
import {
  chanceOf,
  chooseKitchen,
  type KitchenView,
  makeCity,
  receiveOrder,
  settingsFor,
  writeReceipt,
} from '@longshore/kitchens';
import { describeTail, type TailedDistribution } from '../distribution.ts';

/** Candidates that a receipt keeps. */
const DEPTH = 5;

/** Milliseconds that each choice among so many kitchens takes, its receipt included. */
export function timeDecisions(kitchenCount: number, decisions: number): TailedDistribution {
  const city = makeCity({ seed: 1, kitchens: kitchenCount, specialties: 3, capacities: [2, 3, 4], railPerCook: 1 });
  const chance = chanceOf(1, 'decisions');
  const kitchens = city.kitchens.map(
    ({ id, specialties, ...plan }): KitchenView => ({
      ...plan,
      kitchenId: id,
      bootId: id,
      specialties: new Set(specialties),
      open: true,
      held: Math.floor(chance() * (plan.capacity + plan.railMax)),
      averageCookMs: 1_000 + 2_000 * chance(),
    }),
  );
  const { choice: settings } = settingsFor(city);
  const decide = (turn: number): number => {
    const { location: place } = city.kitchens[turn % kitchenCount] ?? { location: city.centre };
    const dish = city.dishes[turn % city.dishes.length]?.name ?? '';
    const order = receiveOrder({ id: `order-${turn}`, dish, place, priority: 0 });
    const startedMs = performance.now();
    const choice = chooseKitchen(order, kitchens, settings, { turn, chance });
    writeReceipt(order, kitchens, choice, settings, DEPTH);
    return performance.now() - startedMs;
  };
  // The first ones are slower: the code is compiled while they run.
  for (let turn = 0; turn < 200; turn += 1) decide(turn);
  return describeTail(Array.from({ length: decisions }, (_, turn) => decide(turn)));
}
