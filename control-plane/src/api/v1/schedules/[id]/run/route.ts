import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { runSchedule } from '../../../../../services/schedule/run-schedule.ts';

export const POST = apiRoute<{ id: string }>('runSchedule', async ({ ctx, params, idempotency }) => {
  const { replayed, ...job } = await runSchedule(ctx, params.id, (scope) => idempotency(scope, null));
  return json(job, {
    status: 201,
    headers: { location: `/api/v1/jobs/${job.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
