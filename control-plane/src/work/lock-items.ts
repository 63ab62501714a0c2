import type { WorkItemStatus, WorkType } from '@longshore/schemas';
import type pg from 'pg';
import type { HeldItem } from './decide/item-facts.ts';

/** An item under its row's lock. */
export interface LockedItem extends HeldItem {
  id: string;
  type: WorkType;
  chain: string | null;
  payload: Record<string, unknown>;
}

interface Row extends Omit<LockedItem, 'chainBusy' | 'status'> {
  status: WorkItemStatus;
}

// In the order of their ids, so that two sets that overlap do not wait for each other.
const LOCK = `
SELECT id, type, chain, payload, status, tries, max_tries AS "maxTries", worker_id AS "workerId", claim_hash AS "claimHash",
       (SELECT owner FROM worker w WHERE w.id = work_item.worker_id) AS owner,
       (extract(epoch FROM due_at - now()) * 1000)::float8 AS "dueInMs",
       (extract(epoch FROM lease_until - now()) * 1000)::float8 AS "leaseLeftMs"
FROM work_item WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;

// One claim of a chain at a time: whoever comes second sees what the first did.
const LOCK_CHAINS = `
SELECT pg_advisory_xact_lock(hashtext('longshore chain ' || chain))
FROM (SELECT DISTINCT chain FROM unnest($1::text[]) AS chain ORDER BY chain) AS chains`;

const BUSY = `SELECT chain FROM work_item WHERE status = 'processing' AND chain = ANY($1::text[])`;

/**
 * Locks items for the rest of the transaction.
 *
 * @param claiming - whether some of them are to be claimed, so that it matters what else is done with their chains
 */
export async function lockItems(
  client: pg.PoolClient,
  ids: readonly string[],
  claiming: boolean,
): Promise<Map<string, LockedItem>> {
  const { rows } = await client.query<Row>(LOCK, [ids]);
  const chains = claiming
    ? rows.flatMap(({ chain, status }) => (chain === null || status !== 'queued' ? [] : [chain]))
    : [];
  const busy = new Set<string>();
  if (chains.length > 0) {
    await client.query(LOCK_CHAINS, [chains]);
    for (const { chain } of (await client.query<{ chain: string }>(BUSY, [chains])).rows) busy.add(chain);
  }
  return new Map(rows.map((row) => [row.id, { ...row, chainBusy: row.chain !== null && busy.has(row.chain) }]));
}
