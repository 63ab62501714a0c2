import { formatDuration } from '@longshore/schemas/words';
import { toJson } from '../../database/to-json.ts';
import { endAttempts } from '../../projection/end-attempts.ts';
import type { Decision } from '../deciding-transaction.ts';

/** Most jobs that one look ends: the rest follow in the next. */
const JOBS_AT_ONCE = 200;

// By the database's clock alone, which also said when they were submitted.
const DUE = `
SELECT id, (spec->>'jobDeadlineMs')::float8 AS "deadlineMs" FROM job
WHERE spec ? 'jobDeadlineMs' AND ended_at IS NULL AND NOT stop_wanted
  AND created_at + (spec->>'jobDeadlineMs')::float8 * interval '1 millisecond' <= now()
ORDER BY id LIMIT ${JOBS_AT_ONCE} FOR UPDATE`;

const STOP = `
UPDATE job j SET stop_wanted = true, stop_requested_at = now(), deadline_passed = true, reason = n.reason
FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, reason jsonb) WHERE j.id = n.id`;

/** Of jobs past their deadline: what cannot be stopped, because its agent is out of reach. */
const OUT_OF_REACH = `
SELECT a.id, a.agent_id AS "agentId" FROM attempt a JOIN job j ON j.id = a.job_id
WHERE j.spec ? 'jobDeadlineMs' AND j.deadline_passed AND j.ended_at IS NULL AND a.ended_at IS NULL AND a.unreachable`;

/** Has the jobs stopped whose own deadline has passed; what a silent agent holds of them ends without its word. */
export async function expireJobs(decision: Decision): Promise<void> {
  const { client, events, notify } = decision;
  const due = (await client.query<{ id: string; deadlineMs: number }>(DUE)).rows;
  if (due.length > 0) {
    const failed = due.map(({ id, deadlineMs }) => ({
      id,
      reason: {
        code: 'DEADLINE_EXCEEDED' as const,
        message: `The job was to end within ${formatDuration(deadlineMs)} of its submission`,
        retryable: false,
      },
    }));
    await client.query(STOP, [toJson(failed)]);
    for (const { id, reason } of failed) {
      events.push({ jobId: id, type: 'JobDeadlinePassed', message: reason.message, reason });
    }
    notify.add('jobs');
  }
  const stranded = (await client.query<{ id: string; agentId: string }>(OUT_OF_REACH)).rows;
  await endAttempts(
    decision,
    stranded.map(({ id, agentId }) => ({
      attemptId: id,
      observed: 'FAILED' as const,
      reason: {
        code: 'DEADLINE_EXCEEDED' as const,
        message: `the deadline of its job passed while ${agentId} was out of reach`,
        retryable: false,
      },
      containerMayRun: true,
    })),
  );
}
