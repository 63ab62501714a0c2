import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { confirmDead } from '../../../../../services/agent/confirm-dead.ts';

export const POST = apiRoute<{ id: string }>('confirmAgentDead', async ({ ctx, params }) => {
  await confirmDead(ctx, params.id);
  return json({ id: params.id }, { status: 202 });
});
