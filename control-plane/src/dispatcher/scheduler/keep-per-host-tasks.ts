import { newId } from '@longshore/schemas';
import { readPlaces } from '../../database/read-places.ts';
import type { SpecCache } from '../../database/stored-spec.ts';
import { toJson } from '../../database/to-json.ts';
import { decidePerHost, type HostTask, type PerHostDecision } from '../../placement/decide-per-host.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import type { Decision } from '../deciding-transaction.ts';
import { refreshJobStates } from '../job-states.ts';
import { moveAttempts } from '../move-attempts.ts';

const JOBS = `
SELECT id, spec FROM job
WHERE spec->>'perHost' = 'true' AND ended_at IS NULL AND NOT stop_wanted
ORDER BY id`;

const TASKS = `
SELECT id, job_id AS "jobId", agent_id AS "agentId", state FROM task
WHERE job_id = ANY($1::uuid[]) AND agent_id IS NOT NULL AND state IN ('QUEUED', 'ACTIVE', 'BACKOFF') ORDER BY id`;

const LOST = 'SELECT id FROM agent WHERE lost';

const LOCK = 'SELECT id FROM job WHERE id = ANY($1::uuid[]) AND NOT stop_wanted ORDER BY id FOR UPDATE';

// A task that was counted before keeps its index: the new ones go on from the highest.
const ADD = `
WITH n AS (
  SELECT id, "jobId", "agentId", (row_number() OVER (PARTITION BY "jobId" ORDER BY "agentId"))::int AS nth
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "jobId" uuid, "agentId" text)),
counted AS (
  UPDATE job j SET task_count = j.task_count + c.many
  FROM (SELECT "jobId", count(*)::int AS many FROM n GROUP BY "jobId") c WHERE j.id = c."jobId"
  RETURNING j.id, j.task_count - c.many AS before)
INSERT INTO task (id, job_id, index, agent_id)
SELECT n.id, n."jobId", c.before + n.nth - 1, n."agentId" FROM n JOIN counted c ON c.id = n."jobId"
RETURNING job_id AS "jobId", index, agent_id AS "agentId"`;

const END = `
UPDATE task t SET state = 'STOPPED', waits_for = NULL, retry_at = NULL
FROM jsonb_to_recordset($1::jsonb) AS n("taskId" uuid, why text)
WHERE t.id = n."taskId" AND t.state IN ('QUEUED', 'BACKOFF')
RETURNING t.job_id AS "jobId", t.index, n.why`;

const OPEN_ATTEMPTS = `
SELECT id, task_id AS "taskId" FROM attempt WHERE task_id = ANY($1::uuid[]) AND ended_at IS NULL AND desired = 'RUN'`;

async function addTasks(decision: Decision, added: readonly { jobId: string; agentId: string }[]): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map((each) => ({ ...each, id: newId() }));
  const { rows: tasks } = await decision.client.query<{ jobId: string; index: number; agentId: string }>(ADD, [
    toJson(rows),
  ]);
  for (const { jobId, index, agentId } of tasks) {
    decision.events.push({
      jobId,
      taskIndex: index,
      agentId,
      type: 'TaskAdded',
      message: `Task ${index} is for ${agentId}, which matches`,
    });
  }
}

async function endTasks(decision: Decision, ended: PerHostDecision['end']): Promise<void> {
  if (ended.length === 0) return;
  const { rows } = await decision.client.query<{ jobId: string; index: number; why: string }>(END, [toJson(ended)]);
  for (const { jobId, index, why } of rows) {
    decision.events.push({ jobId, taskIndex: index, type: 'TaskStopped', message: `Task ${index} ends: ${why}` });
  }
}

async function leaveAgents(decision: Decision, leaving: PerHostDecision['leave']): Promise<void> {
  if (leaving.length === 0) return;
  const because = new Map(leaving.map(({ taskId, why }) => [taskId, why]));
  const { rows } = await decision.client.query<{ id: string; taskId: string }>(OPEN_ATTEMPTS, [[...because.keys()]]);
  await moveAttempts(
    decision,
    rows.map(({ id, taskId }) => ({ attemptId: id, because: because.get(taskId) ?? 'its agent no longer matches' })),
  );
}

/** Gives every agent that a per-host job is meant for its task, and ends those of agents that it no longer is. */
export async function keepPerHostTasks(decision: Decision, specs: SpecCache): Promise<void> {
  const { client } = decision;
  const jobs = (await client.query<{ id: string; spec: unknown }>(JOBS)).rows;
  if (jobs.length === 0) return;
  const ids = jobs.map(({ id }) => id);
  const tasks = (await client.query<HostTask & { jobId: string }>(TASKS, [ids])).rows;
  const places = await readPlaces(client);
  const lost = new Set((await client.query<{ id: string }>(LOST)).rows.map(({ id }) => id));
  const byJob = Map.groupBy(tasks, ({ jobId }) => jobId);
  const decided = jobs.flatMap(({ id, spec }) => {
    const request = placementRequest(specs.get(id) ?? specs.add(id, spec));
    const found = decidePerHost(request, places, lost, byJob.get(id) ?? []);
    return found.add.length + found.end.length + found.leave.length === 0 ? [] : [{ id, ...found }];
  });
  if (decided.length === 0) return;
  // A stop may have been asked for since the snapshot: such a job's tasks are left to it.
  const locked = new Set(
    (await client.query<{ id: string }>(LOCK, [decided.map(({ id }) => id)])).rows.map(({ id }) => id),
  );
  const held = decided.filter(({ id }) => locked.has(id));
  await addTasks(
    decision,
    held.flatMap(({ id, add }) => add.map((agentId) => ({ jobId: id, agentId }))),
  );
  await endTasks(
    decision,
    held.flatMap(({ end }) => end),
  );
  await leaveAgents(
    decision,
    held.flatMap(({ leave }) => leave),
  );
  decision.notify.add('jobs');
  await refreshJobStates(decision, locked);
}
