import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { changeWebhook } from '../../../../services/webhook/change-webhook.ts';
import { deleteWebhook } from '../../../../services/webhook/delete-webhook.ts';
import { getWebhook } from '../../../../services/webhook/get-webhook.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getWebhook', async ({ ctx, params }) => json(await getWebhook(ctx, params.id)));

export const PATCH = apiRoute<Params>('changeWebhook', async ({ ctx, params, body }) =>
  json(await changeWebhook(ctx, params.id, await body())),
);

export const DELETE = apiRoute<Params>('deleteWebhook', async ({ ctx, params }) => {
  await deleteWebhook(ctx, params.id);
  return noContent();
});
