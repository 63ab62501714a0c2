import { isBusError, sortOfTopic, sortTopics, type TopicAdmin } from '@longshore/kafka';
import type pg from 'pg';

/** A sort's topics are made before its row is written; those of none are given so long. */
const ORPHANS_KEPT = '1 hour';

const KEPT = `
SELECT id, ended_at < now() - interval '1 minute' AS "ended", result_until < now() AS "expired"
FROM sort WHERE id = ANY($1::uuid[])`;

const YOUNG = `
SELECT id FROM unnest($1::uuid[]) AS t(id)
WHERE to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) > now() - interval '${ORPHANS_KEPT}'`;

const GONE = 'UPDATE sort SET topics_gone = true WHERE id = ANY($1::uuid[])';

/**
 * Removes topics of sorts that nobody needs any more: the exchange of those that have ended, all of those whose result's
 * time is over, and those that belong to no sort.
 *
 * @returns how many were removed
 */
export async function sweepSortTopics(pool: pg.Pool, admin: TopicAdmin, topicPrefix: string): Promise<number> {
  const byId = Map.groupBy(
    (await admin.listTopics()).filter((topic) => sortOfTopic(topic, topicPrefix) !== null),
    (topic) => sortOfTopic(topic, topicPrefix) ?? '',
  );
  if (byId.size === 0) return 0;
  const ids = [...byId.keys()];
  const { rows } = await pool.query<{ id: string; ended: boolean | null; expired: boolean | null }>(KEPT, [ids]);
  const known = new Map(rows.map((row) => [row.id, row]));
  const orphans = ids.filter((id) => !known.has(id));
  const young = new Set((await pool.query<{ id: string }>(YOUNG, [orphans])).rows.map(({ id }) => id));
  const over = rows.filter(({ expired }) => expired === true).map(({ id }) => id);
  const exchanges = rows
    .filter(({ ended, expired }) => ended === true && expired !== true)
    .map(({ id }) => sortTopics(id, topicPrefix).exchange);
  const wanted = [...over, ...orphans.filter((id) => !young.has(id))].flatMap((id) => byId.get(id) ?? []);
  const existing = new Set([...byId.values()].flat());
  const removed = [...wanted, ...exchanges.filter((topic) => existing.has(topic))];
  // Before they go, so that nobody is told of a result that is half gone.
  if (over.length > 0) await pool.query(GONE, [over]);
  for (const topic of removed) await deleteTopic(admin, topic);
  return removed.length;
}

async function deleteTopic(admin: TopicAdmin, topic: string): Promise<void> {
  try {
    await admin.deleteTopic(topic);
  } catch (error) {
    if (!isBusError(error) || error.code !== 'TOPIC_NOT_FOUND') throw error;
  }
}
