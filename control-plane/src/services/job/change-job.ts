import { type JobDetail, patchJobBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { notFound } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';
import { getJob } from './get-job.ts';

const CHANGE = 'UPDATE job SET name = coalesce($2, name), priority = coalesce($3, priority) WHERE id = $1';

/**
 * Changes a job's name or priority; its spec never changes. A priority matters to tasks that are not placed yet.
 *
 * @throws ProblemError 404 or 422
 */
export async function changeJob(ctx: ServiceContext, given: string, body: unknown): Promise<JobDetail> {
  requirePermission(ctx, 'jobs:write');
  const change = validate(patchJobBody, body);
  const id = await findJobId(ctx, given);
  const detail = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.priority === undefined ? {} : { priority: change.priority }),
  };
  await inTransaction(ctx.pool, async (client) => {
    const { rowCount } = await client.query(CHANGE, [id, change.name ?? null, change.priority ?? null]);
    if (rowCount === 0) throw notFound(`There is no job ${given}.`, 'It was just deleted.');
    await writeAudit(client, ctx, { action: 'JobChanged', subjectType: 'job', subjectId: id, detail });
    await client.query(notifyStatement(['work', 'jobs']));
  });
  return getJob(ctx, id);
}
