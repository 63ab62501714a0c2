import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { drainAgent } from '../../../../../services/agent/drain-agent.ts';

export const POST = apiRoute<{ id: string }>('drainAgent', async ({ ctx, params, body }) =>
  json(await drainAgent(ctx, params.id, await body()), { status: 202 }),
);
