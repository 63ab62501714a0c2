import { apiRoute, json } from '../../../../../http/api-route.ts';
import { readIdempotencyKey } from '../../../../../http/idempotency.ts';
import { rerunMany } from '../../../../../services/job/many/rerun-many.ts';

export const POST = apiRoute('rerunJobs', async ({ ctx, request, ...call }) => {
  const body = await call.body();
  const { answer, replayed } = await rerunMany(ctx, {
    body,
    idempotency: readIdempotencyKey(request, 'rerunJobs', body),
  });
  return json(answer, { headers: replayed ? { 'idempotency-replayed': 'true' } : {} });
});
