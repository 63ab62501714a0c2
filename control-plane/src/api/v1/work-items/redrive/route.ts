import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { redriveManyWorkItems } from '../../../../services/work-item/redrive-work-items.ts';

export const POST = apiRoute('redriveManyWorkItems', async ({ ctx, body }) =>
  json(await redriveManyWorkItems(ctx, await body())),
);
