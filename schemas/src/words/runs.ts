import type { KitchenRun } from '../api/kitchens.ts';

type Weighed = Pick<KitchenRun, 'policy' | 'weights'>;

/** As many digits as tell weights apart that somebody chose; what was brought to a sum of 1 may have any. */
const short = (weight: number): string => String(Number(weight.toFixed(3)));

/** The weights of a run by their names; null: its policy asks none. */
export function runWeightsWords({ policy, weights: { load, specialty, time, distance } }: Weighed): string | null {
  if (policy !== 'scored') return null;
  return `load ${short(load)}, specialty ${short(specialty)}, time ${short(time)}, distance ${short(distance)}`;
}

/** What runs beside each other are called, each by its policy; where weights differ, by these as well. */
export function runHeads(runs: readonly Weighed[]): string[] {
  const weights = new Set(runs.map(runWeightsWords).filter((words) => words !== null));
  return runs.map(({ policy, weights: { load, specialty, time, distance } }) =>
    policy === 'scored' && weights.size > 1
      ? `${policy} ${[load, specialty, time, distance].map(short).join('/')}`
      : policy,
  );
}
