import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getOrder } from '../../../../services/order/get-order.ts';

export const GET = apiRoute<{ id: string }>('getOrder', async ({ ctx, params }) =>
  json(await getOrder(ctx, params.id)),
);
