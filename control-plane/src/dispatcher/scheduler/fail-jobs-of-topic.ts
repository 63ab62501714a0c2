import { toJson } from '../../database/to-json.ts';
import type { Decision } from '../deciding-transaction.ts';
import { refreshJobStates } from '../job-states.ts';

const LOCK = `
SELECT j.id FROM job j
WHERE j.topic = $1 AND j.ended_at IS NULL AND EXISTS (SELECT FROM task t WHERE t.job_id = j.id AND t.state = 'QUEUED')
ORDER BY j.id FOR UPDATE`;

const FAIL_TASKS = `
UPDATE task SET state = 'FAILED', waits_for = NULL WHERE job_id = ANY($1::uuid[]) AND state = 'QUEUED'`;

const GIVE_REASON = 'UPDATE job SET reason = coalesce(reason, $2::jsonb) WHERE id = ANY($1::uuid[])';

/** Ends the waiting tasks of jobs whose topic Kafka refuses for good. */
export async function failJobsOfTopic(decision: Decision, topic: string, words: string): Promise<void> {
  const ids = (await decision.client.query<{ id: string }>(LOCK, [topic])).rows.map((row) => row.id);
  if (ids.length === 0) return;
  const reason = { code: 'BAD_SPEC' as const, message: `Kafka refuses the topic ${topic}: ${words}`, retryable: false };
  await decision.client.query(FAIL_TASKS, [ids]);
  await decision.client.query(GIVE_REASON, [ids, toJson(reason)]);
  for (const jobId of ids) {
    decision.events.push({ jobId, type: 'TopicRefused', message: reason.message, reason });
  }
  await refreshJobStates(decision, ids);
}
