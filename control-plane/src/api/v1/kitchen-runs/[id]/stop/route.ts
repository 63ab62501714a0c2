import { answer } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { stopRun } from '../../../../../services/kitchen-run/stop-run.ts';

export const POST = apiRoute<{ id: string }>('stopKitchenRun', async ({ ctx, params }) => {
  await stopRun(ctx, params.id);
  return answer(null, { status: 202 });
});
