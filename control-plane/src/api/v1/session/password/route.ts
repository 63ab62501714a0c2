import { noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { peerAddress } from '../../../../http/peer-address.ts';
import { changePassword } from '../../../../services/session/change-password.ts';

export const POST = apiRoute('changePassword', async ({ ctx, request, body }) => {
  await changePassword(ctx, await body(), peerAddress(request.headers));
  return noContent();
});
