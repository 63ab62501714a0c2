import type pg from 'pg';
import type { NamedChange } from '../../work/write-changes.ts';

const CREDIT = `
UPDATE worker w SET completed = w.completed + c.completed, failed = w.failed + c.failed
FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, completed int, failed int) WHERE w.id = c.id`;

/** Counts for each worker what it has completed, and what failed in its hands. */
export async function creditWorkers(client: pg.PoolClient, changes: readonly NamedChange[]): Promise<void> {
  const counts = new Map<string, { completed: number; failed: number }>();
  for (const { change } of changes) {
    const { workerId, status, moment } = change;
    if (workerId === null || moment === null || moment.what === 'claimed') continue;
    const count = counts.get(workerId) ?? { completed: 0, failed: 0 };
    if (status === 'completed') count.completed += 1;
    else count.failed += 1;
    counts.set(workerId, count);
  }
  const rows = [...counts].map(([id, count]) => ({ id, ...count }));
  if (rows.length > 0) await client.query(CREDIT, [JSON.stringify(rows)]);
}
