import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { createWebhook } from '../../../services/webhook/create-webhook.ts';
import { listWebhooks } from '../../../services/webhook/list-webhooks.ts';

export const GET = apiRoute('listWebhooks', async ({ ctx }) => json(await listWebhooks(ctx)));

export const POST = apiRoute('createWebhook', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { replayed, ...webhook } = await createWebhook(ctx, {
    body,
    idempotency: call.idempotency('createWebhook', body),
  });
  return json(webhook, {
    status: 201,
    headers: { location: `/api/v1/webhooks/${webhook.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
