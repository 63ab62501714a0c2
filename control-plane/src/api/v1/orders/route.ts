import { listOrdersQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listOrders } from '../../../services/order/list-orders.ts';
import { placeOrder } from '../../../services/order/place-orders.ts';

export const GET = apiRoute('listOrders', async ({ ctx, query }) =>
  json(await listOrders(ctx, query(listOrdersQuery))),
);

export const POST = apiRoute('placeOrder', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { id, replayed } = await placeOrder(ctx, { body, idempotency: call.idempotency('placeOrder', body) });
  return json(
    { id },
    {
      status: 201,
      headers: { location: `/api/v1/orders/${id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
    },
  );
});
