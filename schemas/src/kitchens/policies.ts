/** How a kitchen is chosen for an order. */
export const POLICIES = {
  scored: 'the weighted terms: load, specialty, time, distance',
  'round-robin': 'one after the other',
  'least-loaded': 'the smallest share of its room taken',
  'power-of-two': 'the one that holds fewer of two drawn by chance',
  random: 'by chance',
  'join-shortest-queue': 'the one that holds the fewest for each cook',
} as const satisfies Record<string, string>;

export type Policy = keyof typeof POLICIES;

export const POLICY_NAMES = Object.keys(POLICIES) as [Policy, ...Policy[]];
