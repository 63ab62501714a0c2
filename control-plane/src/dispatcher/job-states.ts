import {
  type JobState,
  jobHasEnded,
  jobStateOf,
  perHostJobStateOf,
  type TaskState,
  type WebhookEvent,
} from '@longshore/schemas';
import { toJson } from '../database/to-json.ts';
import type { WebhookOccurrence } from '../webhooks/write-deliveries.ts';
import type { Decision } from './deciding-transaction.ts';

interface JobFacts {
  id: string;
  state: JobState;
  stop_wanted: boolean;
  deadline_passed: boolean;
  per_host: boolean;
  /** Null: it has no task yet. */
  task_states: TaskState[] | null;
}

/** A job that was stopped because its own deadline passed has failed; one whose tasks all made it has not. */
export function stateAtDeadline(state: JobState, deadlinePassed: boolean): JobState {
  return deadlinePassed && state === 'STOPPED' ? 'FAILED' : state;
}

function stateNow(job: JobFacts): JobState {
  const tasks = job.task_states ?? [];
  const state = job.per_host ? perHostJobStateOf(tasks, job.stop_wanted) : jobStateOf(tasks, job.stop_wanted);
  return stateAtDeadline(state, job.deadline_passed);
}

const READ = `
SELECT j.id, j.state, j.stop_wanted, j.deadline_passed, coalesce(j.spec->>'perHost', '') = 'true' AS per_host,
       (SELECT array_agg(DISTINCT t.state) FROM task t WHERE t.job_id = j.id) AS task_states
FROM job j WHERE j.id = ANY($1::uuid[]) AND j.ended_at IS NULL`;

// The failure that decided is the first task's that failed; the exit code is that attempt's, or the last one's.
const WRITE = `
UPDATE job j SET
  state = n.state,
  started_at = coalesce(j.started_at, CASE WHEN n.state <> 'QUEUED' THEN
    (SELECT min(a.started_at) FROM attempt a WHERE a.job_id = j.id) END),
  ended_at = CASE WHEN n.ended THEN now() END,
  reason = CASE n.state WHEN 'FAILED' THEN coalesce(j.reason, d.reason) WHEN 'SUCCEEDED' THEN NULL ELSE j.reason END,
  exit_code = CASE WHEN n.ended THEN d.exit_code END
FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, state text, ended boolean)
LEFT JOIN LATERAL (
  SELECT a.reason, a.exit_code FROM attempt a JOIN task t ON t.id = a.task_id
  WHERE a.job_id = n.id AND n.ended
  ORDER BY (t.state = 'FAILED') DESC, CASE WHEN t.state = 'FAILED' THEN t.index END, a.ended_at DESC NULLS LAST, a.number DESC
  LIMIT 1) d ON true
WHERE j.id = n.id
RETURNING j.id, j.state, j.ended_at AS "endedAt", CASE WHEN n.ended AND EXISTS (SELECT FROM webhook) THEN jsonb_build_object(
  'id', j.id, 'name', j.name, 'kind', j.kind, 'state', j.state, 'image', j.image, 'topic', j.topic, 'priority', j.priority,
  'reason', j.reason, 'exitCode', j.exit_code, 'createdAt', j.created_at, 'startedAt', j.started_at, 'endedAt', j.ended_at) END AS told`;

/** A job as it was written; `told` is what webhooks are told of its end, null where there is no end or no webhook. */
interface WrittenJob {
  id: string;
  state: JobState;
  endedAt: Date | null;
  told: Record<string, unknown> | null;
}

const END_EVENTS: Partial<Record<JobState, WebhookEvent>> = {
  SUCCEEDED: 'job.succeeded',
  FAILED: 'job.failed',
  STOPPED: 'job.stopped',
};

function occurrencesOf({ id, state, endedAt, told }: WrittenJob): WebhookOccurrence[] {
  const event = END_EVENTS[state];
  if (event === undefined || endedAt === null || told === null) return [];
  const at = endedAt.toISOString();
  return [{ event, subjectType: 'job', subjectId: id, occurrence: `job ended ${id}`, at, data: { job: told } }];
}

const END_WORDS: Partial<Record<JobState, string>> = {
  SUCCEEDED: 'Job succeeded',
  FAILED: 'Job failed',
  STOPPED: 'Job stopped',
};

/**
 * Brings the state of jobs up to that of their tasks, and tells their timelines when one ended. To be called after
 * every change of a task's state, in the same transaction.
 */
export async function refreshJobStates(decision: Decision, jobIds: Iterable<string>): Promise<void> {
  const ids = [...new Set(jobIds)].sort();
  if (ids.length === 0) return;
  const { rows } = await decision.client.query<JobFacts>(READ, [ids]);
  const changed = rows
    .map((job) => ({ id: job.id, before: job.state, state: stateNow(job) }))
    .filter((job) => job.state !== job.before);
  if (changed.length === 0) return;
  const written = await decision.client.query<WrittenJob>(WRITE, [
    toJson(changed.map(({ id, state }) => ({ id, state, ended: jobHasEnded(state) }))),
  ]);
  decision.occurrences.push(...written.rows.flatMap(occurrencesOf));
  decision.notify.add('jobs');
  for (const { id, state } of changed) {
    const message = END_WORDS[state];
    if (message === undefined) continue;
    decision.events.push({ jobId: id, type: 'JobEnded', message });
    decision.tally.jobsEnded.push(state);
  }
}
