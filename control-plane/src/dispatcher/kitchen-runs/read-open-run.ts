import type { KitchenRunState, Policy, ScenarioName } from '@longshore/schemas';
import type pg from 'pg';

/** The run that goes on. */
export interface OpenRun {
  id: string;
  scenario: ScenarioName;
  seed: number;
  kitchens: number;
  speed: number;
  /** For as long as it goes; null: that of the network. */
  ownPolicy: Policy | null;
  keepOpen: boolean;
  state: Exclude<KitchenRunState, 'done' | 'stopped' | 'failed'>;
  stopWanted: boolean;
  reason: string | null;
  durationMs: number;
  /** Orders that were placed, and happenings that were carried out. */
  placed: number;
  happened: number;
  received: number;
  ended: number;
  startedBy: string;
  /** All by the database's clock. */
  createdAtMs: number;
  startedAtMs: number | null;
  nowMs: number;
}

const ms = (what: string): string => `(extract(epoch FROM ${what}) * 1000)::float8`;

const READ = `
SELECT id, scenario, seed, kitchens, speed, own_policy AS "ownPolicy", keep_open AS "keepOpen", state, stop_wanted AS "stopWanted",
       reason, duration_ms AS "durationMs", placed, happened, received, ended, started_by AS "startedBy",
       ${ms('created_at')} AS "createdAtMs", ${ms('started_at')} AS "startedAtMs", ${ms('clock_timestamp()')} AS "nowMs"
FROM kitchen_run WHERE ended_at IS NULL`;

/** Reads the run that goes on; null: none does. */
export async function readOpenRun(client: Pick<pg.Pool, 'query'>): Promise<OpenRun | null> {
  return (await client.query<OpenRun>(READ)).rows[0] ?? null;
}
