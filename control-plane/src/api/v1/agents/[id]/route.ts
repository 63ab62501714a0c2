import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { taggedJson } from '../../../../http/entity-tag.ts';
import { changeAgent } from '../../../../services/agent/change-agent.ts';
import { getAgent } from '../../../../services/agent/get-agent.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getAgent', async ({ ctx, params, request }) =>
  taggedJson(request, await getAgent(ctx, params.id)),
);

export const PATCH = apiRoute<Params>('changeAgent', async ({ ctx, params, body }) =>
  json(await changeAgent(ctx, params.id, await body())),
);
