import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { rerunMany } from '../../../../services/job/many/rerun-many.ts';

export const POST = apiRoute('rerunJobs', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { answer, replayed } = await rerunMany(ctx, {
    body,
    idempotency: call.idempotency('rerunJobs', body),
  });
  return json(answer, { headers: replayed ? { 'idempotency-replayed': 'true' } : {} });
});
