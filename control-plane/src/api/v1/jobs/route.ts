import { listJobsQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listJobs } from '../../../services/job/list-jobs.ts';
import { submitJob } from '../../../services/job/submit-job.ts';

export const GET = apiRoute('listJobs', async ({ ctx, query }) => json(await listJobs(ctx, query(listJobsQuery))));

export const POST = apiRoute('submitJob', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { replayed, ...job } = await submitJob(ctx, {
    body,
    idempotency: call.idempotency('submitJob', body),
  });
  return json(job, {
    status: 201,
    headers: { location: `/api/v1/jobs/${job.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
