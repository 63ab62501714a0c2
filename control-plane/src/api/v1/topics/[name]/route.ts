import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getTopic } from '../../../../services/topic/read-topics.ts';

export const GET = apiRoute<{ name: string }>('getTopic', async ({ ctx, params }) =>
  json(await getTopic(ctx, params.name)),
);
