import { WORK_LIMITS } from '@longshore/schemas';
import type pg from 'pg';
import { toJson } from '../database/to-json.ts';
import type { ItemChange } from './decide/item-facts.ts';

const WRITE = `
UPDATE work_item w SET
  status = c.status, tries = c.tries, worker_id = c."workerId", claim_hash = c."claimHash", progress = c.progress,
  result = c.result, failure = c.failure,
  due_at = now() + c."dueInMs" * interval '1 millisecond',
  lease_until = now() + c."leaseMs" * interval '1 millisecond',
  started_at = CASE WHEN c.what = 'claimed' THEN now() ELSE w.started_at END,
  ended_at = CASE WHEN c.status IN ('completed', 'failed') THEN coalesce(w.ended_at, now()) END,
  life = CASE WHEN c.what IS NULL THEN w.life ELSE
    CASE WHEN jsonb_array_length(w.life) >= ${WORK_LIMITS.lifeMax} THEN w.life - 0 ELSE w.life END
    || jsonb_build_object('at', now(), 'what', c.what, 'try', c.tries, 'worker', coalesce(c."workerId", w.worker_id), 'message', c.message) END
FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, status text, tries int, "dueInMs" float8, "workerId" uuid, "claimHash" text,
  "leaseMs" float8, progress jsonb, result jsonb, failure jsonb, what text, message text)
WHERE w.id = c.id`;

// An append that found its chain busy is offered as soon as the one before it has ended. One that somebody has locked is
// being claimed: it is not waited for, so that two sets cannot wait for each other.
const UNPARK = `
UPDATE work_item w SET due_at = now() FROM (
  SELECT q.id FROM unnest($1::text[]) AS ended(chain)
  CROSS JOIN LATERAL (
    SELECT id FROM work_item WHERE chain = ended.chain AND status = 'queued' AND failure IS NULL
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) AS q) AS next
WHERE w.id = next.id AND w.due_at > now()`;

export interface NamedChange {
  id: string;
  /** Of an append to a ledger; null: it is none. */
  chain: string | null;
  change: ItemChange;
}

/** Writes how items stand from now on, all in one statement, with an entry in the life of each. */
export async function writeChanges(client: pg.PoolClient, changes: readonly NamedChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, change: { moment, ...change } }) => ({ id, ...change, ...moment }));
  await client.query(WRITE, [toJson(rows)]);
  const freed = changes.flatMap(({ chain, change }) =>
    chain === null || change.status === 'processing' || change.moment?.what === 'parked' ? [] : [chain],
  );
  if (freed.length > 0) await client.query(UNPARK, [[...new Set(freed)]]);
}
