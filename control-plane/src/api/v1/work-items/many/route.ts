import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { submitManyWorkItems } from '../../../../services/work-item/submit-work-items.ts';

export const POST = apiRoute('submitManyWorkItems', async ({ ctx, ...call }) => {
  const body = await call.body();
  const idempotency = call.idempotency('submitManyWorkItems', body);
  const { ids, replayed } = await submitManyWorkItems(ctx, { body, idempotency });
  return json({ ids }, { status: 201, headers: replayed ? { 'idempotency-replayed': 'true' } : {} });
});
