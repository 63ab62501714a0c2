import { JOB_STATES, type JobState, jobHasEnded } from '@longshore/schemas';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict, notFound } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';
import { wantStop } from './want-stop.ts';

/**
 * Notes that a job is to stop. Asking again while it stops changes nothing.
 *
 * @throws ProblemError 404, or 409 when it has ended
 */
export async function stopJob(ctx: ServiceContext, given: string): Promise<{ id: string; state: JobState }> {
  requirePermission(ctx, 'jobs:write');
  const id = await findJobId(ctx, given);
  return inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ state: JobState; stop_wanted: boolean; name: string }>(
      'SELECT state, stop_wanted, name FROM job WHERE id = $1 FOR UPDATE',
      [id],
    );
    const [job] = rows;
    if (job === undefined) throw notFound(`There is no job ${given}.`, 'It was just deleted.');
    if (jobHasEnded(job.state)) {
      throw conflict(
        `${job.name} has ended already: it ${JOB_STATES[job.state].word.toLowerCase()}.`,
        'There is nothing left to stop.',
        'job_has_ended',
      );
    }
    if (!job.stop_wanted) await wantStop(client, ctx, { id, name: job.name });
    return { id, state: 'STOPPING' as const };
  });
}
