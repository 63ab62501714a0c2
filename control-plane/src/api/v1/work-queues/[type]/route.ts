import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { scaleWorkQueue } from '../../../../services/work-queue/scale-work-queue.ts';

export const PATCH = apiRoute<{ type: string }>('scaleWorkQueue', async ({ ctx, params, body }) =>
  json(await scaleWorkQueue(ctx, params.type, await body())),
);
