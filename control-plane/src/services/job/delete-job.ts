import { type JobState, jobHasEnded } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict, notFound } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';

/**
 * Deletes the history of an ended job: its tasks, attempts, timeline and logs. Its records on Kafka stay.
 *
 * @throws ProblemError 404, or 409 while it has not ended or its containers may still be there
 */
export async function deleteJob(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'jobs:write');
  const id = await findJobId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ state: JobState; name: string; held: number }>(
      `SELECT j.state, j.name, (SELECT count(*) FROM attempt a WHERE a.job_id = j.id AND a.reserved) AS held
       FROM job j WHERE j.id = $1 FOR UPDATE`,
      [id],
    );
    const [job] = rows;
    if (job === undefined) throw notFound(`There is no job ${given}.`, 'It was just deleted.');
    if (!jobHasEnded(job.state)) {
      throw conflict(`${job.name} has not ended.`, 'Stop it first, then delete it.', 'job_has_not_ended');
    }
    if (job.held > 0) {
      throw conflict(
        `A container of ${job.name} may still run on a host that is not heard from.`,
        'Wait until the host is heard again.',
        'container_may_run',
      );
    }
    await client.query('DELETE FROM log_chunk WHERE job_id = $1', [id]);
    await client.query('DELETE FROM job WHERE id = $1', [id]);
    const detail = { name: job.name };
    await writeAudit(client, ctx, { action: 'JobDeleted', subjectType: 'job', subjectId: id, detail });
    await client.query(notifyStatement(['jobs']));
  });
}
