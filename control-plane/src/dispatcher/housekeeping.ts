import type pg from 'pg';

export const HOUSEKEEPING_INTERVAL_MS = 60_000;

const CLEAR = [
  `DELETE FROM outbox WHERE published_at < now() - interval '1 hour'`,
  `DELETE FROM agent_sample WHERE at < now() - interval '1 hour'`,
  `DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'`,
  `DELETE FROM schedule_run WHERE decided_at < now() - interval '30 days'`,
  `UPDATE webhook_delivery SET state = 'FAILED', ended_at = now(), next_at = NULL, detail = 'waited for three days without a try'
   WHERE state = 'PENDING' AND next_at < now() - interval '3 days'`,
  `DELETE FROM webhook_delivery WHERE ended_at < now() - interval '14 days'`,
];

const DAYS_AHEAD = 2;

const PARTITIONS = `
SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'log_chunk'::regclass AND c.relname <> 'log_chunk_default'`;

function dayAfter(today: Date, days: number): Date {
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days));
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** The name of the log store's partition of a day. */
export function logPartitionName(day: string): string {
  return `log_chunk_${day.replaceAll('-', '')}`;
}

/** Which partitions of the log store are to be made and which dropped, for a day of the database's calendar. */
export function logPartitionChanges(
  today: Date,
  existing: readonly string[],
  retentionDays: number,
): { create: { name: string; from: string; to: string }[]; drop: string[] } {
  const create = Array.from({ length: DAYS_AHEAD }, (_, index) => ({
    name: logPartitionName(isoDay(dayAfter(today, index + 1))),
    from: isoDay(dayAfter(today, index + 1)),
    to: isoDay(dayAfter(today, index + 2)),
  })).filter(({ name }) => !existing.includes(name));
  const oldest = logPartitionName(isoDay(dayAfter(today, -retentionDays)));
  return { create, drop: existing.filter((name) => /^log_chunk_\d{8}$/.test(name) && name < oldest) };
}

/** Clears away what is no longer needed, and keeps the log store's partitions a few days ahead. */
export async function keepHouse(pool: pg.Pool, logRetentionDays: number): Promise<void> {
  for (const statement of CLEAR) await pool.query(statement);
  const today = await pool.query<{ today: string }>('SELECT CURRENT_DATE::text AS today');
  const existing = await pool.query<{ name: string }>(PARTITIONS);
  const changes = logPartitionChanges(
    new Date(`${today.rows[0]?.today}T00:00:00Z`),
    existing.rows.map((row) => row.name),
    logRetentionDays,
  );
  // From tomorrow on: today's chunks may be in the default partition, which a partition of today would contradict.
  for (const { name, from, to } of changes.create) {
    await pool.query(
      `CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF log_chunk FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
  }
  for (const name of changes.drop) await pool.query(`DROP TABLE IF EXISTS "${name}"`);
  await pool.query('DELETE FROM log_chunk_default WHERE received_on < CURRENT_DATE - $1::int', [logRetentionDays]);
}
