import type { ChoiceSettings } from '../decide/choose-kitchen.ts';
import type { SilenceSettings } from '../decide/judge-silence.ts';
import type { FailoverSettings } from '../decide/plan-failover.ts';
import type { MigrationSettings } from '../decide/plan-migration.ts';

/** What a balancer decides by. */
export interface BalancerSettings {
  choice: ChoiceSettings;
  migration: MigrationSettings;
  failover: FailoverSettings;
  /** Null: no kitchen is ever taken for lost. */
  silence: SilenceSettings | null;
  /** Candidates that a receipt keeps; 0: no receipts. */
  receiptDepth: number;
}
