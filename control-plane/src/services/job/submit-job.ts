import { type JobSpec, newId } from '@longshore/schemas';
import pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency, StoredAnswer } from '../../http/idempotency.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import type { ServiceContext } from '../service-context.ts';
import { defaultName } from './default-name.ts';
import { readJobSpec } from './read-job-spec.ts';
import { refuseImpossible } from './refuse-impossible.ts';

export interface SubmitJobInput {
  /** The user's words, as they came. */
  body: unknown;
  idempotency: Idempotency | null;
}

/** What answers a submission. */
export interface SubmittedJob {
  id: string;
  name: string;
  state: 'QUEUED';
  /** Whether the same request was accepted before and this is the answer from then. */
  replayed: boolean;
}

function replay(answer: StoredAnswer): SubmittedJob {
  return { ...(answer.response as { id: string; name: string; state: 'QUEUED' }), replayed: true };
}

// One statement is one transaction in one round trip: all of it is kept, or nothing.
const WRITE = `
WITH new_job AS (
  INSERT INTO job (id, name, kind, spec, image, topic, priority, task_count)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, cardinality($8::uuid[]))),
new_tasks AS (
  INSERT INTO task (id, job_id, index)
  SELECT t.id, $1, t.position - 1 FROM unnest($8::uuid[]) WITH ORDINALITY AS t(id, position)),
new_event AS (
  INSERT INTO job_event (job_id, type, message) VALUES ($1, 'JobSubmitted', $2 || ' was submitted')),
new_audit AS (
  INSERT INTO audit (actor, action, subject_type, subject_id, detail)
  VALUES ($9, 'JobSubmitted', 'job', ($1::uuid)::text,
          jsonb_build_object('name', $2::text, 'kind', $3::text, 'image', $5::text))),
new_key AS (
  INSERT INTO idempotency_key (scope, key, request_hash, status, response)
  SELECT $10::text, $11::text, $12::text, 201, $13::jsonb WHERE $11 IS NOT NULL)
${notifyStatement(['work', 'jobs'])}`;

async function write(ctx: ServiceContext, spec: JobSpec, idempotency: Idempotency | null): Promise<SubmittedJob> {
  const id = newId();
  const name = spec.name ?? defaultName(spec, id);
  const answer = { id, name, state: 'QUEUED' as const };
  await ctx.pool.query(WRITE, [
    id,
    name,
    spec.kind,
    toJson(spec),
    spec.image,
    spec.topic ?? null,
    spec.priority,
    Array.from({ length: spec.parallelism }, () => newId()),
    ctx.actor,
    idempotency?.scope ?? null,
    idempotency?.key ?? null,
    idempotency?.requestHash ?? null,
    toJson(answer),
  ]);
  return { ...answer, replayed: false };
}

/**
 * Accepts a job: after this it is kept, whatever becomes of Kafka. It is refused when its words are wrong, or when no
 * registered agent could ever hold it.
 *
 * @throws ProblemError 422
 */
export async function submitJob(ctx: ServiceContext, input: SubmitJobInput): Promise<SubmittedJob> {
  const { body, idempotency } = input;
  const spec = readJobSpec(ctx, body);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return replay(before);
  await refuseImpossible(ctx, spec);
  try {
    return await write(ctx, spec, idempotency);
  } catch (error) {
    // 23505, unique_violation: the same key was written between our look and our write.
    if (!(error instanceof pg.DatabaseError) || error.code !== '23505') throw error;
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile === null) throw error;
    return replay(meanwhile);
  }
}
