import { json } from '../../../../../../../http/answer.ts';
import { apiRoute } from '../../../../../../../http/api-route.ts';
import { retryDelivery } from '../../../../../../../services/webhook/retry-delivery.ts';

export const POST = apiRoute<{ id: string; delivery: string }>('retryDelivery', async ({ ctx, params }) =>
  json(await retryDelivery(ctx, params.id, params.delivery), { status: 202 }),
);
