import { noContent } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { signOutUser } from '../../../../../services/session/sign-out.ts';

export const DELETE = apiRoute<{ id: string }>('signOutUser', async ({ ctx, params }) => {
  await signOutUser(ctx, params.id);
  return noContent();
});
