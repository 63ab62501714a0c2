import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { testWebhook } from '../../../../../services/webhook/test-webhook.ts';

export const POST = apiRoute<{ id: string }>('testWebhook', async ({ ctx, params }) =>
  json(await testWebhook(ctx, params.id), { status: 202 }),
);
