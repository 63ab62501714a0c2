import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getWorkItem } from '../../../../services/work-item/get-work-item.ts';
import { patchWorkItem } from '../../../../services/work-item/patch-work-items.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getWorkItem', async ({ ctx, params }) => json(await getWorkItem(ctx, params.id)));

export const PATCH = apiRoute<Params>('patchWorkItem', async ({ ctx, params, body }) =>
  json(await patchWorkItem(ctx, params.id, await body())),
);
