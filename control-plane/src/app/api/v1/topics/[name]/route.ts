import { apiRoute, json } from '../../../../../http/api-route.ts';
import { getTopic } from '../../../../../services/topic/read-topics.ts';

export const GET = apiRoute<{ name: string }>('getTopic', async ({ ctx, params }) =>
  json(await getTopic(ctx, params.name)),
);
