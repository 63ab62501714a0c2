import type pg from 'pg';
import { storedSpec } from '../database/stored-spec.ts';
import type { AttemptFacts } from './attempt-facts.ts';

const LOCK_JOBS = `
SELECT j.id FROM job j
WHERE j.id IN (SELECT a.job_id FROM attempt a WHERE a.id = ANY($1::uuid[]))
ORDER BY j.id FOR UPDATE`;

const READ = `
SELECT a.id, a.job_id AS "jobId", a.task_id AS "taskId", t.index AS "taskIndex", t.state AS "taskState",
       t.attempts_made AS "attemptsMade", t.moves, a.moved_because AS "movedBecause", a.number, a.agent_id AS "agentId", j.spec, j.stop_wanted AS "stopWanted",
       a.desired, a.generation, a.observed, a.unreachable, a.reserved, a.container_gone AS "containerGone",
       a.boot_id AS "bootId", a.sequence, a.started_at IS NOT NULL AS started, a.exit_code AS "exitCode", a.reason,
       a.container_id AS "containerId", a.image_digest AS "imageDigest", a.progress, a.detail
FROM attempt a JOIN task t ON t.id = a.task_id JOIN job j ON j.id = a.job_id
WHERE a.id = ANY($1::uuid[])
ORDER BY a.id`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads attempts for a decision about them, their jobs' rows locked in the order of their ids until it commits.
 *
 * @param ids - of attempts; what is no id or not known is left out of the answer
 */
export async function readAttempts(client: pg.PoolClient, ids: Iterable<string>): Promise<Map<string, AttemptFacts>> {
  const wanted = [...new Set(ids)].filter((id) => UUID.test(id));
  if (wanted.length === 0) return new Map();
  await client.query(LOCK_JOBS, [wanted]);
  const { rows } = await client.query<Omit<AttemptFacts, 'spec'> & { spec: unknown }>(READ, [wanted]);
  const specs = new Map<string, AttemptFacts['spec']>();
  return new Map(
    rows.map((row) => {
      const spec = specs.get(row.jobId) ?? storedSpec(row.spec);
      specs.set(row.jobId, spec);
      return [row.id, { ...row, spec }];
    }),
  );
}
