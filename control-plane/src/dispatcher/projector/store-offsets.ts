import type { TopicPartition } from '@longshore/kafka';
import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';

const STORE = `
INSERT INTO consumer_offset AS c (group_id, topic, partition, next_offset)
SELECT $2, n.topic, n.partition, max(n.next::bigint) FROM jsonb_to_recordset($1::jsonb) AS n(topic text, partition int, next text)
GROUP BY n.topic, n.partition
ON CONFLICT (group_id, topic, partition) DO UPDATE SET next_offset = excluded.next_offset`;

const READ = 'SELECT next_offset FROM consumer_offset WHERE group_id = $1 AND topic = $2 AND partition = $3';

/** Where reading of a partition goes on. */
export interface NextOffset extends TopicPartition {
  next: bigint;
}

/** Stores where reading goes on, in the transaction that folded what came before. */
export async function storeOffsets(
  client: pg.PoolClient,
  groupId: string,
  offsets: readonly NextOffset[],
): Promise<void> {
  if (offsets.length === 0) return;
  const rows = offsets.map(({ topic, partition, next }) => ({ topic, partition, next: next.toString() }));
  await client.query(STORE, [toJson(rows), groupId]);
}

/** Where reading of a partition goes on; null when nothing of it was folded yet. */
export async function storedOffset(pool: pg.Pool, groupId: string, partition: TopicPartition): Promise<bigint | null> {
  const { rows } = await pool.query<{ next_offset: number }>(READ, [groupId, partition.topic, partition.partition]);
  const row = rows[0];
  return row === undefined ? null : BigInt(row.next_offset);
}
