import type { AttemptView, JobDetail, Receipt, TaskView } from '@longshore/schemas';
import { storedSpec } from '../../database/stored-spec.ts';
import { notFound } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';
import { readSummaries } from './read-summaries.ts';

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

type StoredAttempt = Awaited<ReturnType<typeof readTasks>>[number]['attempts'][number];

function readTasks(ctx: ServiceContext, jobId: string) {
  return ctx.prisma.task.findMany({
    where: { jobId },
    orderBy: { index: 'asc' },
    include: { attempts: { orderBy: { number: 'asc' } } },
  });
}

function attemptView(attempt: StoredAttempt, taskIndex: number): AttemptView {
  return {
    id: attempt.id,
    taskId: attempt.taskId,
    taskIndex,
    attempt: attempt.number,
    agentId: attempt.agentId,
    desired: attempt.desired as AttemptView['desired'],
    observed: attempt.observed as AttemptView['observed'],
    unreachable: attempt.unreachable,
    exitCode: attempt.exitCode,
    reason: attempt.reason as AttemptView['reason'],
    containerId: attempt.containerId,
    imageDigest: attempt.imageDigest,
    progress: attempt.progress as AttemptView['progress'],
    detail: attempt.detail,
    createdAt: attempt.createdAt.toISOString(),
    startedAt: iso(attempt.startedAt),
    endedAt: iso(attempt.endedAt),
    receipt: attempt.receipt as Receipt | null,
  };
}

/**
 * A job with its tasks and all their attempts.
 *
 * @param given - its id, or the start of it
 * @throws ProblemError 404, or 409 when several jobs fit
 */
export async function getJob(ctx: ServiceContext, given: string): Promise<JobDetail> {
  const id = await findJobId(ctx, given);
  const [summaries, tasks, job] = await Promise.all([
    readSummaries(ctx, 'WHERE j.id = $1', [id]),
    readTasks(ctx, id),
    ctx.prisma.job.findUnique({ where: { id }, select: { spec: true, stopWanted: true } }),
  ]);
  const [summary] = summaries;
  if (summary === undefined || job === null) throw notFound(`There is no job ${given}.`, 'It was just deleted.');
  return {
    ...summary,
    spec: storedSpec(job.spec),
    stopWanted: job.stopWanted,
    tasks: tasks.map((task) => ({
      id: task.id,
      index: task.index,
      state: task.state as TaskView['state'],
      waitsFor: task.waitsFor,
      retryAt: iso(task.retryAt),
      receipt: task.receipt as Receipt | null,
      attempts: task.attempts.map((attempt) => attemptView(attempt, task.index)),
    })),
  };
}
