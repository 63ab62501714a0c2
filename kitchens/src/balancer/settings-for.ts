import type { Policy } from '@longshore/schemas';
import { DEFAULT_WEIGHTS } from '@longshore/schemas/placement';
import type { City } from '../city/city.ts';
import { SILENCE_DEFAULTS } from '../decide/judge-silence.ts';
import { FAILOVER_DEFAULTS } from '../decide/plan-failover.ts';
import { MIGRATION_DEFAULTS } from '../decide/plan-migration.ts';
import type { BalancerSettings } from './balancer-settings.ts';

/** Settings of the balancer unless somebody changed them, for a city. */
export function settingsFor({ radiusKm }: Pick<City, 'radiusKm'>, policy: Policy = 'scored'): BalancerSettings {
  return {
    choice: { policy, weights: DEFAULT_WEIGHTS, farthestKm: 2 * radiusKm },
    migration: MIGRATION_DEFAULTS,
    failover: FAILOVER_DEFAULTS,
    silence: SILENCE_DEFAULTS,
    receiptDepth: 0,
  };
}
