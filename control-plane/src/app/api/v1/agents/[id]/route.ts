import { apiRoute, json } from '../../../../../http/api-route.ts';
import { getAgent } from '../../../../../services/agent/get-agent.ts';

export const GET = apiRoute<{ id: string }>('getAgent', async ({ ctx, params }) =>
  json(await getAgent(ctx, params.id)),
);
