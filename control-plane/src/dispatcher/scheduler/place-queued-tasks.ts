import { type JobSpec, newId, type Receipt } from '@longshore/schemas';
import type pg from 'pg';
import { compileContainer } from '../../compile/compile-container.ts';
import { readPlaces } from '../../database/read-places.ts';
import type { SpecCache } from '../../database/stored-spec.ts';
import { toJson } from '../../database/to-json.ts';
import type { Weights } from '../../placement/place.ts';
import { type HeldByGroup, type PlaceableTask, placeTasks, type TaskPlacement } from '../../placement/place-tasks.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import type { Decision } from '../deciding-transaction.ts';
import { applyEntry } from '../instruction.ts';
import { refreshJobStates } from '../job-states.ts';

/** Most tasks that one decision looks at. */
const TASKS_AT_ONCE = 1_000;

interface QueuedTask {
  id: string;
  jobId: string;
  index: number;
  boundTo: string | null;
  attemptsMade: number;
  waitsFor: string | null;
  /** Since its job was submitted. */
  waitedSeconds: number;
}

interface QueuedJob {
  id: string;
  spec: JobSpec;
  likeness: string;
}

interface NewAttempt {
  id: string;
  taskId: string;
  jobId: string;
  number: number;
  agentId: string;
  cpuMillis: number;
  memoryBytes: number;
  receipt: Receipt;
}

export interface PlacingOptions {
  /** The topics that are known to exist; tasks of jobs with another topic are not looked at. */
  topics: readonly string[];
  /** How many queued tasks to pass over, because they were looked at before. */
  offset: number;
  /** Remembers specs from one look to the next. */
  specs: SpecCache;
  weights: Weights;
}

// The topics' part keeps a task waiting until its topic is there; what waits longest with the same priority goes first.
const QUEUED = `
SELECT t.id, t.job_id AS "jobId", t.index, t.agent_id AS "boundTo", t.attempts_made AS "attemptsMade", t.waits_for AS "waitsFor",
       extract(epoch FROM now() - j.created_at)::float8 AS "waitedSeconds"
FROM task t JOIN job j ON j.id = t.job_id
WHERE t.state = 'QUEUED' AND NOT j.stop_wanted AND (j.topic IS NULL OR j.topic = ANY($1::text[]))
ORDER BY j.priority DESC, j.id, t.index
LIMIT ${TASKS_AT_ONCE} OFFSET $2`;

const SPECS = 'SELECT id, spec FROM job WHERE id = ANY($1::uuid[])';

const LOCK_JOBS = 'SELECT id FROM job WHERE id = ANY($1::uuid[]) AND NOT stop_wanted ORDER BY id FOR UPDATE';

const HELD = `
SELECT job_id AS "jobId", agent_id AS "agentId", count(*)::int AS tasks FROM attempt
WHERE job_id = ANY($1::uuid[]) AND ended_at IS NULL GROUP BY job_id, agent_id`;

const INSERT_ATTEMPTS = `
WITH n AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "taskId" uuid, "jobId" uuid, number int, "agentId" text,
    "cpuMillis" int, "memoryBytes" bigint, receipt jsonb)),
active AS (
  UPDATE task t SET state = 'ACTIVE', attempts_made = n.number, waits_for = NULL, receipt = n.receipt
  FROM n WHERE t.id = n."taskId")
INSERT INTO attempt (id, job_id, task_id, number, agent_id, cpu_millis, memory_bytes, receipt)
SELECT id, "jobId", "taskId", number, "agentId", "cpuMillis", "memoryBytes", receipt FROM n`;

const UPDATE_WAITING = `
UPDATE task t SET waits_for = n."waitsFor", receipt = n.receipt
FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "waitsFor" text, receipt jsonb)
WHERE t.id = n.id`;

async function readQueuedJobs(
  decision: Decision,
  tasks: readonly QueuedTask[],
  specs: SpecCache,
): Promise<Map<string, QueuedJob>> {
  const ids = [...new Set(tasks.map((task) => task.jobId))];
  const missing = ids.filter((id) => specs.get(id) === undefined);
  const read =
    missing.length === 0 ? [] : (await decision.client.query<{ id: string; spec: unknown }>(SPECS, [missing])).rows;
  const fresh = new Map(read.map((row) => [row.id, specs.add(row.id, row.spec)]));
  return new Map(
    ids.flatMap((id): [string, QueuedJob][] => {
      const spec = fresh.get(id) ?? specs.get(id);
      return spec === undefined ? [] : [[id, { id, spec, likeness: JSON.stringify(placementRequest(spec)) }]];
    }),
  );
}

/** Where the open attempts of jobs that are spread are. */
async function readHeld(client: pg.PoolClient, jobs: Iterable<QueuedJob>): Promise<HeldByGroup> {
  const ids = [...jobs].filter(({ spec }) => spec.placement.spreadOver != null).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ jobId: string; agentId: string; tasks: number }>(HELD, [ids]);
  const held = new Map<string, Map<string, number>>();
  for (const { jobId, agentId, tasks } of rows) held.set(jobId, (held.get(jobId) ?? new Map()).set(agentId, tasks));
  return held;
}

function placeable(task: QueuedTask, job: QueuedJob): PlaceableTask {
  const over = job.spec.placement.spreadOver ?? null;
  return {
    taskId: task.id,
    taskIndex: task.index,
    request: placementRequest(job.spec),
    likeness: `${task.boundTo ?? ''} ${job.likeness}`,
    boundTo: task.boundTo,
    spread: over === null ? null : { over, group: job.id },
  };
}

async function writePlaced(
  decision: Decision,
  placed: ReadonlyArray<{ task: QueuedTask; job: QueuedJob; placement: TaskPlacement; agentId: string }>,
): Promise<void> {
  const { client, events, outbox, tally } = decision;
  const attempts: NewAttempt[] = [];
  for (const { task, job, placement, agentId } of placed) {
    const attempt: NewAttempt = {
      id: newId(),
      taskId: task.id,
      jobId: job.id,
      number: task.attemptsMade + 1,
      agentId,
      cpuMillis: job.spec.resources.cpuMillis,
      memoryBytes: job.spec.resources.memoryBytes,
      receipt: placement.receipt,
    };
    attempts.push(attempt);
    // What is bound to an agent waits for it, such as for one that joins long after the job came.
    if (attempt.number === 1 && task.boundTo === null) tally.placedAfterSeconds.push(task.waitedSeconds);
    outbox.push(
      applyEntry(agentId, {
        attemptId: attempt.id,
        jobId: job.id,
        taskId: task.id,
        attempt: attempt.number,
        generation: 1,
        desired: 'RUN',
        container: compileContainer(job.spec, task.index),
      }),
    );
    events.push({
      jobId: job.id,
      attemptId: attempt.id,
      taskIndex: task.index,
      attempt: attempt.number,
      agentId,
      type: 'TaskPlaced',
      message: placement.receipt.summary,
    });
  }
  if (attempts.length > 0) await client.query(INSERT_ATTEMPTS, [toJson(attempts)]);
}

async function writeWaiting(
  decision: Decision,
  waiting: ReadonlyArray<{ task: QueuedTask; placement: TaskPlacement }>,
): Promise<void> {
  // Only what changed: a long queue is not written again at every look.
  const changed = waiting.filter(({ task, placement }) => task.waitsFor !== placement.receipt.summary);
  if (changed.length === 0) return;
  decision.notify.add('jobs');
  await decision.client.query(UPDATE_WAITING, [
    toJson(
      changed.map(({ task, placement }) => ({
        id: task.id,
        waitsFor: placement.receipt.summary,
        receipt: placement.receipt,
      })),
    ),
  ]);
}

/**
 * Decides where queued tasks run and writes their attempts with the instructions to start them.
 *
 * @returns how many tasks were looked at, placed, and left waiting
 */
export async function placeQueuedTasks(
  decision: Decision,
  { topics, offset, specs, weights }: PlacingOptions,
): Promise<{ seen: number; placed: number; more: boolean }> {
  const { client } = decision;
  const queued = (await client.query<QueuedTask>(QUEUED, [topics, offset])).rows;
  if (queued.length === 0) return { seen: 0, placed: 0, more: false };
  const jobs = await readQueuedJobs(decision, queued, specs);
  const work = queued.flatMap((task) => {
    const job = jobs.get(task.jobId);
    return job === undefined ? [] : [{ task, job }];
  });
  const places = await readPlaces(client);
  const placements = placeTasks(
    work.map(({ task, job }) => placeable(task, job)),
    places,
    new Date().toISOString(),
    weights,
    await readHeld(client, jobs.values()),
  );
  const decided = work.flatMap(({ task, job }, index) => {
    const placement = placements[index];
    return placement === undefined ? [] : [{ task, job, placement, agentId: placement.agentId }];
  });
  const jobIds = [...new Set(decided.filter((each) => each.agentId !== null).map((each) => each.job.id))];
  // A stop may have been asked for since the snapshot: such a job's tasks are left to it.
  const locked = new Set(
    jobIds.length === 0 ? [] : (await client.query<{ id: string }>(LOCK_JOBS, [jobIds])).rows.map((row) => row.id),
  );
  const placed = decided.flatMap(({ agentId, ...rest }) =>
    agentId !== null && locked.has(rest.job.id) ? [{ ...rest, agentId }] : [],
  );
  await writePlaced(decision, placed);
  await writeWaiting(
    decision,
    decided.filter((each) => each.agentId === null),
  );
  await refreshJobStates(decision, locked);
  return { seen: queued.length, placed: placed.length, more: queued.length === TASKS_AT_ONCE };
}
