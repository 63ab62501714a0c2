import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { steerWorker } from '../../../../../services/worker/steer-worker.ts';

export const POST = apiRoute<{ id: string }>('stopWorker', async ({ ctx, params, body }) =>
  json(await steerWorker(ctx, params.id, 'stop', await body()), { status: 202 }),
);
