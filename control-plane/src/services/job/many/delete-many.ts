import { type ManyJobsAnswer, manyJobsBody } from '@longshore/schemas';
import { notifyStatement } from '../../../database/channels.ts';
import { validate } from '../../../http/validate.ts';
import { requirePermission } from '../../require-permission.ts';
import type { ServiceContext } from '../../service-context.ts';
import { doToMany, whyNotDeleted } from './select-jobs.ts';

const DELETE = `
WITH lines AS (DELETE FROM log_chunk WHERE job_id = ANY($1::uuid[])),
gone AS (DELETE FROM job WHERE id = ANY($1::uuid[]) RETURNING id, name)
INSERT INTO audit (actor, action, subject_type, subject_id, detail, origin)
SELECT $2, 'JobDeleted', 'job', id::text, jsonb_build_object('name', name), $3 FROM gone`;

/**
 * Deletes the history of many ended jobs: tasks, attempts, timelines and logs. Their records on Kafka stay.
 *
 * @throws ProblemError 422
 */
export async function deleteMany(ctx: ServiceContext, body: unknown): Promise<ManyJobsAnswer> {
  requirePermission(ctx, 'jobs:write');
  return doToMany(ctx, validate(manyJobsBody, body), {
    whyNot: whyNotDeleted,
    act: async (client, jobs) => {
      await client.query(DELETE, [jobs.map(({ id }) => id), ctx.actor, ctx.origin]);
      await client.query(notifyStatement(['jobs']));
      return jobs.length;
    },
  });
}
