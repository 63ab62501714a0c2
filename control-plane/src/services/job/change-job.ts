import { type JobDetail, patchJobBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { validate } from '../../http/validate.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';
import { getJob } from './get-job.ts';

/**
 * Changes a job's name or priority; its spec never changes. A priority matters to tasks that are not placed yet.
 *
 * @throws ProblemError 404 or 422
 */
export async function changeJob(ctx: ServiceContext, given: string, body: unknown): Promise<JobDetail> {
  const change = validate(patchJobBody, body);
  const id = await findJobId(ctx, given);
  const data = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.priority === undefined ? {} : { priority: change.priority }),
  };
  await ctx.prisma.$transaction([
    ctx.prisma.job.updateMany({ where: { id }, data }),
    ctx.prisma.audit.createMany({
      data: [{ actor: ctx.actor, action: 'JobChanged', subjectType: 'job', subjectId: id, detail: data }],
    }),
    ctx.prisma.$executeRawUnsafe(notifyStatement(['work', 'jobs'])),
  ]);
  return getJob(ctx, id);
}
