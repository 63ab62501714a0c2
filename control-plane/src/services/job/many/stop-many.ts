import { type ManyJobsAnswer, manyJobsBody } from '@longshore/schemas';
import { notifyStatement } from '../../../database/channels.ts';
import { validate } from '../../../http/validate.ts';
import { requirePermission } from '../../require-permission.ts';
import type { ServiceContext } from '../../service-context.ts';
import { doToMany, whyNotStopped } from './select-jobs.ts';

const STOP = `
WITH stopped AS (
  UPDATE job SET stop_wanted = true, stop_requested_at = now() WHERE id = ANY($1::uuid[]) RETURNING id, name),
told AS (
  INSERT INTO job_event (job_id, type, message) SELECT id, 'StopRequested', 'A stop was asked for' FROM stopped)
INSERT INTO audit (actor, action, subject_type, subject_id, detail, origin)
SELECT $2, 'JobStopRequested', 'job', id::text, jsonb_build_object('name', name), $3 FROM stopped`;

/**
 * Notes that many jobs are to stop; those that have ended, or stop already, are left out.
 *
 * @throws ProblemError 422
 */
export async function stopMany(ctx: ServiceContext, body: unknown): Promise<ManyJobsAnswer> {
  requirePermission(ctx, 'jobs:write');
  return doToMany(ctx, validate(manyJobsBody, body), {
    whyNot: whyNotStopped,
    act: async (client, jobs) => {
      await client.query(STOP, [jobs.map(({ id }) => id), ctx.actor, ctx.origin]);
      await client.query(notifyStatement(['work', 'jobs']));
      return jobs.length;
    },
  });
}
