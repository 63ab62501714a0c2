import { noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { endSession } from '../../../../services/session/sign-out.ts';

export const DELETE = apiRoute<{ id: string }>('endSession', async ({ ctx, params }) => {
  await endSession(ctx, params.id);
  return noContent();
});
