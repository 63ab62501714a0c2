import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { placeManyOrders } from '../../../../services/order/place-orders.ts';

export const POST = apiRoute('placeManyOrders', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { ids, replayed } = await placeManyOrders(ctx, {
    body,
    idempotency: call.idempotency('placeManyOrders', body),
  });
  return json({ ids }, { status: 201, headers: replayed ? { 'idempotency-replayed': 'true' } : {} });
});
