import type pg from 'pg';
import type { Decider } from '../deciding-transaction.ts';
import { configureEntry, type WantedConfiguration } from './configure-entry.ts';

/** How often is looked when nobody wakes it. */
export const CONFIGURE_INTERVAL_MS = 1_000;

const WANTED = 'SELECT 1 FROM agent WHERE configuration <> configuration_sent LIMIT 1';

const TAKE = `
UPDATE agent SET configuration_sent = configuration WHERE configuration <> configuration_sent
RETURNING id, labels, cordoned`;

/**
 * Tells agents what operators have changed about them. An agent that registers later is told together with its Sync, so
 * that nothing depends on one instruction's arrival.
 */
export async function configureAgents(pool: pg.Pool, decider: Decider): Promise<null> {
  // Asked outside of a decision: mostly there is nothing to tell.
  if ((await pool.query(WANTED)).rowCount === 0) return null;
  await decider.decide(async (decision) => {
    const { rows } = await decision.client.query<WantedConfiguration>(TAKE);
    decision.outbox.push(...rows.map(configureEntry));
  });
  return null;
}
