import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getRun } from '../../../../services/kitchen-run/get-run.ts';

export const GET = apiRoute<{ id: string }>('getKitchenRun', async ({ ctx, params }) =>
  json(await getRun(ctx, params.id)),
);
