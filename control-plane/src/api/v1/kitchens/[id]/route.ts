import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getKitchen } from '../../../../services/kitchen/get-kitchen.ts';

export const GET = apiRoute<{ id: string }>('getKitchen', async ({ ctx, params }) =>
  json(await getKitchen(ctx, params.id)),
);
