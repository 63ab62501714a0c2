import { type JobSpec, newId } from '@longshore/schemas';
import pg from 'pg';
import { writeJob } from '../../database/write-job.ts';
import type { Idempotency, StoredAnswer } from '../../http/idempotency.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { defaultName } from './default-name.ts';
import { readJobSpec } from './read-job-spec.ts';
import { refuseImpossible } from './refuse-impossible.ts';
import { refuseOpenKitchens } from './refuse-open-kitchens.ts';

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

async function write(ctx: ServiceContext, spec: JobSpec, idempotency: Idempotency | null): Promise<SubmittedJob> {
  const id = newId();
  const name = spec.name ?? defaultName(spec, id);
  const answer = { id, name, state: 'QUEUED' as const };
  await writeJob(ctx.pool, {
    id,
    name,
    spec,
    message: `${name} was submitted`,
    actor: ctx.actor,
    origin: ctx.origin,
    schedule: null,
    answer: idempotency === null ? null : { idempotency, status: 201, response: answer },
  });
  return { ...answer, replayed: false };
}

/**
 * Accepts a job: after this it is kept, whatever becomes of Kafka. It is refused when its words are wrong, or when no
 * registered agent could ever hold it.
 *
 * @throws ProblemError 422
 */
export async function submitJob(ctx: ServiceContext, input: SubmitJobInput): Promise<SubmittedJob> {
  requirePermission(ctx, 'jobs:write');
  const { body, idempotency } = input;
  const spec = readJobSpec(ctx, body);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return replay(before);
  await refuseOpenKitchens(ctx, spec);
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
