import { type JobSpec, jobSpecSchema, newId } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Idempotency, StoredAnswer } from '../../http/idempotency.ts';
import { validate } from '../../http/validate.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseManagementTopic } from '../topic/refuse-management-topic.ts';
import { defaultName } from './default-name.ts';
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

async function write(ctx: ServiceContext, spec: JobSpec, idempotency: Idempotency | null): Promise<SubmittedJob> {
  const { prisma, actor } = ctx;
  const id = newId();
  const name = spec.name ?? defaultName(spec, id);
  const answer = { id, name, state: 'QUEUED' as const };
  await prisma.$transaction([
    prisma.job.create({
      data: {
        id,
        name,
        kind: spec.kind,
        spec: spec as Prisma.InputJsonObject,
        image: spec.image,
        topic: spec.topic ?? null,
        priority: spec.priority,
        taskCount: spec.parallelism,
      },
      select: { id: true },
    }),
    prisma.task.createMany({
      data: Array.from({ length: spec.parallelism }, (_, index) => ({ id: newId(), jobId: id, index })),
    }),
    prisma.jobEvent.createMany({ data: [{ jobId: id, type: 'JobSubmitted', message: `${name} was submitted` }] }),
    prisma.audit.createMany({
      data: [
        {
          actor,
          action: 'JobSubmitted',
          subjectType: 'job',
          subjectId: id,
          detail: { name, kind: spec.kind, image: spec.image },
        },
      ],
    }),
    ...(idempotency === null
      ? []
      : [prisma.idempotencyKey.createMany({ data: [{ ...idempotency, status: 201, response: answer }] })]),
    prisma.$executeRawUnsafe(notifyStatement(['work', 'jobs'])),
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
  const spec = validate(jobSpecSchema, body);
  refuseManagementTopic(spec.topic, ctx.topicPrefix, 'topic');
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return replay(before);
  await refuseImpossible(ctx, spec);
  try {
    return await write(ctx, spec, idempotency);
  } catch (error) {
    // P2002: the same key was written between our look and our write.
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile === null) throw error;
    return replay(meanwhile);
  }
}
