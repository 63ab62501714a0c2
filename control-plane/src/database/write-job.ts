import { isPerHost, type JobSpec, newId } from '@longshore/schemas';
import type pg from 'pg';
import type { Idempotency } from '../http/idempotency.ts';
import { notifyStatement } from './channels.ts';
import { toJson } from './to-json.ts';

/** A job that is to be kept, with what its timeline and the audit log begin with. */
export interface NewJob {
  id: string;
  name: string;
  spec: JobSpec;
  /** First words of its timeline. */
  message: string;
  actor: string;
  /** From where it was asked for, for the audit log; null: not from a request. */
  origin: string | null;
  /** The schedule it is a job of, and the time it is started for where it is the schedule's own doing. */
  schedule: { id: string; nominalMs: number | null } | null;
  /** Under which key the request that led to it is answered from now on, and with what. */
  answer: { idempotency: Idempotency; status: number; response: unknown } | null;
}

// One statement is one transaction in one round trip: all of it is kept, or nothing.
const WRITE = `
WITH new_job AS (
  INSERT INTO job (id, name, kind, spec, image, topic, priority, task_count, schedule_id, nominal_at)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, cardinality($8::uuid[]), $14::uuid,
          to_timestamp($15::float8 / 1000))),
new_tasks AS (
  INSERT INTO task (id, job_id, index)
  SELECT t.id, $1, t.position - 1 FROM unnest($8::uuid[]) WITH ORDINALITY AS t(id, position)),
new_event AS (
  INSERT INTO job_event (job_id, type, message) VALUES ($1, 'JobSubmitted', $16)),
new_audit AS (
  INSERT INTO audit (actor, action, subject_type, subject_id, detail, origin)
  VALUES ($9, 'JobSubmitted', 'job', ($1::uuid)::text,
          jsonb_strip_nulls(jsonb_build_object('name', $2::text, 'kind', $3::text, 'image', $5::text, 'scheduleId', $14::text)), $18::text)),
new_key AS (
  INSERT INTO idempotency_key (scope, key, request_hash, status, response)
  SELECT $10::text, $11::text, $12::text, $17::int, $13::jsonb WHERE $11 IS NOT NULL)
${notifyStatement(['work', 'jobs'])}`;

/**
 * Writes a job with its tasks, the first entry of its timeline and its audit row, and wakes whoever waits for it.
 *
 * @throws pg.DatabaseError 23505 when its key, or its time of its schedule, has been written before
 */
export async function writeJob(client: Pick<pg.ClientBase, 'query'>, job: NewJob): Promise<void> {
  const { id, name, spec, message, actor, origin, schedule, answer } = job;
  await client.query(WRITE, [
    id,
    name,
    spec.kind,
    toJson(spec),
    spec.image,
    spec.topic ?? null,
    spec.priority,
    // Those of a per-host job follow as agents match.
    Array.from({ length: isPerHost(spec) ? 0 : spec.parallelism }, () => newId()),
    actor,
    answer?.idempotency.scope ?? null,
    answer?.idempotency.key ?? null,
    answer?.idempotency.requestHash ?? null,
    toJson(answer?.response ?? null),
    schedule?.id ?? null,
    schedule?.nominalMs ?? null,
    message,
    answer?.status ?? null,
    origin,
  ]);
}
