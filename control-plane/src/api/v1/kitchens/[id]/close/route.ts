import { answer } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { closeKitchen } from '../../../../../services/kitchen/close-kitchen.ts';

export const POST = apiRoute<{ id: string }>('closeKitchen', async ({ ctx, params }) => {
  await closeKitchen(ctx, params.id);
  return answer(null, { status: 202 });
});
