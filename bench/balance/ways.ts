import { RAIL_PER_COOK } from '@longshore/kitchens';
import type { Policy } from '@longshore/schemas';

/** One way of giving orders to kitchens. */
export interface Way {
  name: string;
  policy: Policy;
  /** Orders that may wait in a kitchen for each of its cooks; those beyond wait in one line before all. */
  railPerCook: number;
  /** Dishes that each kitchen cooks in 0.8 of the time. */
  specialties: number;
}

/** So much room that nothing ever waits before the kitchens, as theory has it for these policies. */
const ENDLESS = 3_000;
const SPECIALTIES = 3;

export const WAYS = [
  { name: 'the balancer’s rule', policy: 'scored', railPerCook: RAIL_PER_COOK, specialties: 0 },
  { name: 'join the shortest queue', policy: 'join-shortest-queue', railPerCook: ENDLESS, specialties: 0 },
  { name: 'power of two choices', policy: 'power-of-two', railPerCook: ENDLESS, specialties: 0 },
  { name: 'round robin', policy: 'round-robin', railPerCook: ENDLESS, specialties: 0 },
  { name: 'random', policy: 'random', railPerCook: ENDLESS, specialties: 0 },
  {
    name: 'with specialties: the balancer’s rule',
    policy: 'scored',
    railPerCook: RAIL_PER_COOK,
    specialties: SPECIALTIES,
  },
  {
    name: 'with specialties: the shortest queue',
    policy: 'join-shortest-queue',
    railPerCook: ENDLESS,
    specialties: SPECIALTIES,
  },
] as const satisfies readonly Way[];

export type WayName = (typeof WAYS)[number]['name'];
