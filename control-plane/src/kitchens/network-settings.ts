import {
  type BalancerSettings,
  MIGRATION_DEFAULTS,
  type MigrationSettings,
  SILENCE_DEFAULTS,
  type SilenceSettings,
  settingsFor,
} from '@longshore/kitchens';
import { CITY, KITCHEN_LIMITS, type Policy } from '@longshore/schemas';
import { DEFAULT_WEIGHTS, type Weights } from '@longshore/schemas/placement';

/** What somebody set, as the row of the network has it; what is left out is as it is unless somebody changes it. */
export interface NetworkRow {
  policy: Policy;
  /** That of the run that goes on. */
  runPolicy: Policy | null;
  weights: Weights | null;
  migration: Partial<MigrationSettings>;
  silence: Partial<SilenceSettings>;
}

/** The same, in full. */
export interface NetworkSettings {
  policy: Policy;
  weights: Weights;
  migration: MigrationSettings;
  silence: SilenceSettings;
}

export function fullSettings({ policy, weights, migration, silence }: NetworkRow): NetworkSettings {
  return {
    policy,
    weights: weights ?? DEFAULT_WEIGHTS,
    migration: { ...MIGRATION_DEFAULTS, ...migration },
    // Nothing else of it: rows of before had how often kitchens report, which they never heeded.
    silence: { lostAfterMs: silence.lostAfterMs ?? SILENCE_DEFAULTS.lostAfterMs },
  };
}

/** How the balancer decides by them. A run may have a policy of its own for as long as it goes. */
export function balancerSettings(row: NetworkRow): BalancerSettings {
  const { policy, weights, migration, silence } = fullSettings(row);
  const settings = settingsFor(CITY, row.runPolicy ?? policy);
  return {
    ...settings,
    choice: { ...settings.choice, weights },
    migration,
    silence,
    receiptDepth: KITCHEN_LIMITS.receiptDepth,
  };
}
