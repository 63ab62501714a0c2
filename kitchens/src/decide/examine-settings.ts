import { KITCHEN_STATUS_MS } from '@longshore/schemas';
import { shareOut, TERM_NAMES, type TermName, type Weights } from '@longshore/schemas/placement';
import type { SilenceSettings } from './judge-silence.ts';
import type { MigrationSettings } from './plan-migration.ts';

/** A field that is wrong, and what is accepted. */
export interface FieldProblem {
  field: string;
  message: string;
}

export type ExaminedWeights = { weights: Weights; note: string | null } | { problems: FieldProblem[] };

/**
 * Examines weights that somebody set. Those that do not sum to 1 are brought to it in their proportion, and the note
 * says so.
 */
export function examineWeights(given: Readonly<Record<string, unknown>>): ExaminedWeights {
  const problems: FieldProblem[] = Object.keys(given)
    .filter((name) => !TERM_NAMES.includes(name as TermName))
    .map((field) => ({ field, message: `is no term: ${TERM_NAMES.join(', ')} are` }));
  for (const name of TERM_NAMES) {
    const value = given[name];
    if (typeof value === 'number' && value >= 0 && value <= 1_000) continue;
    problems.push({ field: name, message: 'must be a number from 0 to 1000' });
  }
  if (problems.length > 0) return { problems };
  const wanted = given as Record<TermName, number>;
  const weights = shareOut(wanted);
  if (weights === null) return { problems: [{ field: 'load', message: 'must be above 0 where all others are 0' }] };
  const sum = TERM_NAMES.reduce((total, name) => total + wanted[name], 0);
  const words = TERM_NAMES.map((name) => `${name} ${Number(weights[name].toFixed(4))}`).join(', ');
  const note =
    Math.abs(sum - 1) < 1e-9 ? null : `they summed to ${Number(sum.toFixed(4))} and were brought to 1: ${words}`;
  return { weights, note };
}

/** More often is work for nothing: what is asked back is on its way for as long. */
const CYCLE_MS_LEAST = 50;

/** What is wrong with settings of migration; empty: nothing. */
export function examineMigration(given: MigrationSettings): FieldProblem[] {
  const percent = (field: 'highPercent' | 'calmPercent' | 'lowPercent'): FieldProblem[] =>
    given[field] >= 0 && given[field] <= 100 ? [] : [{ field, message: 'must be from 0 to 100' }];
  const orderly =
    given.lowPercent <= given.calmPercent &&
    given.calmPercent <= given.highPercent &&
    given.lowPercent < given.highPercent;
  return [
    ...percent('highPercent'),
    ...percent('calmPercent'),
    ...percent('lowPercent'),
    ...(orderly
      ? []
      : [{ field: 'lowPercent', message: 'must be below highPercent, with calmPercent not outside the two' }]),
    ...(Number.isInteger(given.movesMax) && given.movesMax >= 0 && given.movesMax <= 1_000
      ? []
      : [{ field: 'movesMax', message: 'must be a whole number from 0 to 1000' }]),
    ...(given.cycleMs >= CYCLE_MS_LEAST && given.cycleMs <= 3_600_000
      ? []
      : [{ field: 'cycleMs', message: `must be from ${CYCLE_MS_LEAST} to 3600000` }]),
    ...(given.settleMs >= 0 ? [] : [{ field: 'settleMs', message: 'must not be below 0' }]),
    ...(given.restMs >= 0 ? [] : [{ field: 'restMs', message: 'must not be below 0' }]),
  ];
}

/** What is wrong with settings of silence; empty: nothing. How often kitchens report is their own, and not of the network. */
export function examineSilence({ lostAfterMs }: SilenceSettings): FieldProblem[] {
  const least = 2 * KITCHEN_STATUS_MS;
  if (lostAfterMs >= least) return [];
  return [
    { field: 'lostAfterMs', message: `must be at least ${least}, twice what is between two reports: one may be late` },
  ];
}
