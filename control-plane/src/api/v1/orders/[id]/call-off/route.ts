import { answer } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { callOffOrder } from '../../../../../services/order/call-off-order.ts';

export const POST = apiRoute<{ id: string }>('callOffOrder', async ({ ctx, params }) => {
  await callOffOrder(ctx, params.id);
  return answer(null, { status: 202 });
});
