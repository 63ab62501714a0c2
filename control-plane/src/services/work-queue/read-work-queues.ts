import { deadLetterTopicName, workTopicName } from '@longshore/kafka';
import { WORK_LIMITS, type WorkQueue, type WorkType } from '@longshore/schemas';
import type { ServiceContext } from '../service-context.ts';

interface Row extends Omit<WorkQueue, 'topic' | 'deadLetterTopic' | 'scaling'> {
  minimum: number;
  maximum: number;
  itemsPerWorker: number;
  idleMs: number;
}

// The least id that is made two minutes ago: of a UUID version 7 the first twelve figures are the milliseconds. Whoever made
// it has a clock of its own, hence a minute more than is counted.
const ID_OF_LATE = `(lpad(to_hex((extract(epoch FROM now() - interval '2 minutes') * 1000)::bigint), 12, '0') || '-7000-8000-000000000000')::uuid`;

// Every count is over an index that has only what is open, or only what ended of late.
const READ = `
WITH open AS (
  SELECT type, count(*) FILTER (WHERE status = 'queued')::int AS queued,
         count(*) FILTER (WHERE status = 'queued' AND due_at > now())::int AS backing_off,
         count(*) FILTER (WHERE status = 'processing')::int AS processing,
         count(*) FILTER (WHERE status = 'failed')::int AS failed,
         min(created_at) FILTER (WHERE status = 'queued') AS oldest
  FROM work_item WHERE status <> 'completed' GROUP BY type),
late AS (
  SELECT type, count(*) FILTER (WHERE status = 'completed')::int AS completed, count(*) FILTER (WHERE status = 'failed')::int AS failed
  FROM work_item WHERE ended_at > now() - interval '1 minute' GROUP BY type),
fresh AS (
  SELECT type, count(*)::int AS submitted FROM work_item
  WHERE id > ${ID_OF_LATE} AND created_at > now() - interval '1 minute' GROUP BY type),
heard AS (
  SELECT t.type, count(*)::int AS workers FROM worker w, jsonb_to_recordset(w.types) AS t(type text)
  WHERE w.last_heard_at > now() - ${WORK_LIMITS.workerSilentMs} * interval '1 millisecond' GROUP BY t.type)
SELECT q.type, coalesce(o.queued, 0) AS queued, coalesce(o.backing_off, 0) AS "backingOff", coalesce(o.processing, 0) AS processing,
       coalesce(o.failed, 0) AS failed,
       -- Of nothing and 0 the greatest would be 0.
       CASE WHEN o.oldest IS NOT NULL THEN greatest(0, round(extract(epoch FROM now() - o.oldest) * 1000))::float8 END AS "oldestAgeMs",
       coalesce(f.submitted, 0) AS "submittedLastMinute", coalesce(l.completed, 0) AS "completedLastMinute",
       coalesce(l.failed, 0) AS "failedLastMinute", coalesce(h.workers, 0) AS workers,
       (SELECT jsonb_build_object('jobId', j.id, 'message', coalesce(j.reason->>'message', 'it failed'))
        FROM work_queue_job p JOIN job j ON j.id = p.job_id
        WHERE p.type = q.type AND j.state = 'FAILED' AND j.ended_at > now() - interval '1 hour'
        ORDER BY j.ended_at DESC LIMIT 1) AS trouble,
       q.minimum, q.maximum, q.items_per_worker AS "itemsPerWorker", q.idle_ms AS "idleMs"
FROM work_queue q LEFT JOIN open o ON o.type = q.type LEFT JOIN late l ON l.type = q.type
     LEFT JOIN fresh f ON f.type = q.type LEFT JOIN heard h ON h.type = q.type
WHERE $1::text IS NULL OR q.type = $1 ORDER BY q.type`;

/** Reads the queues as they stand. @param type - only this one; null: all */
export async function readWorkQueues(
  { pool, topicPrefix }: Pick<ServiceContext, 'pool' | 'topicPrefix'>,
  type: WorkType | null,
): Promise<WorkQueue[]> {
  const { rows } = await pool.query<Row>(READ, [type]);
  return rows.map(({ minimum, maximum, itemsPerWorker, idleMs, ...row }) => {
    const topic = workTopicName(row.type, topicPrefix);
    return {
      ...row,
      topic,
      deadLetterTopic: deadLetterTopicName(topic),
      scaling: { minimum, maximum, itemsPerWorker, idleMs },
    };
  });
}
