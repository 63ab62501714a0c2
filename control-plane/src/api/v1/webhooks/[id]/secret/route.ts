import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { rotateSecret } from '../../../../../services/webhook/rotate-secret.ts';

export const POST = apiRoute<{ id: string }>('rotateWebhookSecret', async ({ ctx, params }) =>
  json(await rotateSecret(ctx, params.id)),
);
