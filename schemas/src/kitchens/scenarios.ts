/** Runs of the kitchen network that anyone can repeat. */
export const SCENARIOS = {
  lunch: 'Orders rise to what the kitchens can just do, and fall again',
  rush: 'Rush-hour crisis: ten times as many orders for fifteen seconds',
  fire: 'Kitchen fire: the largest kitchen is gone at the peak, and comes back as a stranger',
  uneven: 'Uneven city: two corners order nearly everything, and kitchens differ in size',
  opening: 'A new kitchen opens while the others can hardly keep up',
} as const satisfies Record<string, string>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as [ScenarioName, ...ScenarioName[]];
