import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { steerWorker } from '../../../../../services/worker/steer-worker.ts';

export const POST = apiRoute<{ id: string }>('startWorker', async ({ ctx, params, body }) =>
  json(await steerWorker(ctx, params.id, 'start', await body()), { status: 202 }),
);
