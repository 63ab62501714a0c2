import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { beatWorker } from '../../../../services/worker/beat-worker.ts';

export const PUT = apiRoute<{ id: string }>('beatWorker', async ({ ctx, params, body }) =>
  json(await beatWorker(ctx, params.id, await body())),
);
