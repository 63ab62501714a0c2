import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { afterFailure } from '../../work/decide/after-failure.ts';
import { writeChanges } from '../../work/write-changes.ts';

/** Most that one transaction takes back. */
const ITEMS_AT_ONCE = 500;

// A row that somebody is patching is not waited for: the next look sees what became of it.
const LAPSED = `
SELECT id, chain, tries, max_tries AS "maxTries", worker_id AS "workerId" FROM work_item
WHERE status = 'processing' AND lease_until <= now() ORDER BY lease_until LIMIT ${ITEMS_AT_ONCE} FOR UPDATE SKIP LOCKED`;

interface Lapsed {
  id: string;
  chain: string | null;
  tries: number;
  maxTries: number;
  workerId: string;
}

/**
 * Takes back items whose workers were not heard in time, by the database's clock: each has had a try, and gets another or
 * goes to the dead letters.
 *
 * @returns how soon to look again, in milliseconds, or null
 */
export async function lapseItems(pool: pg.Pool): Promise<number | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Lapsed>(LAPSED);
    if (rows.length === 0) return null;
    const changes = rows.map((item) => {
      const failure = { code: 'WORKER_LOST' as const, message: `worker ${item.workerId} was not heard in time` };
      return { id: item.id, chain: item.chain, change: afterFailure(item, failure, Math.random()) };
    });
    await writeChanges(client, changes);
    await client.query(notifyStatement(['work', 'queues']));
    return rows.length === ITEMS_AT_ONCE ? 1 : null;
  });
}
