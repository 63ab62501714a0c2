import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { redriveWorkItem } from '../../../../../services/work-item/redrive-work-items.ts';

export const POST = apiRoute<{ id: string }>('redriveWorkItem', async ({ ctx, params }) =>
  json(await redriveWorkItem(ctx, params.id)),
);
