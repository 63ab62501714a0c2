import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { stopSort } from '../../../../../services/sort/stop-sort.ts';

export const POST = apiRoute<{ id: string }>('stopSort', async ({ ctx, params }) =>
  json(await stopSort(ctx, params.id), { status: 202 }),
);
