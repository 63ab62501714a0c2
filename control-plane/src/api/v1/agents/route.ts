import { listAgentsQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listAgents } from '../../../services/agent/list-agents.ts';

export const GET = apiRoute('listAgents', async ({ ctx, query }) =>
  json(await listAgents(ctx, query(listAgentsQuery))),
);
