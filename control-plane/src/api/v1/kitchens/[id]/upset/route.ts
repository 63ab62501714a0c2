import { answer } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { upsetKitchen } from '../../../../../services/kitchen/upset-kitchen.ts';

export const POST = apiRoute<{ id: string }>('upsetKitchen', async ({ ctx, params, body }) => {
  await upsetKitchen(ctx, params.id, await body());
  return answer(null, { status: 202 });
});
