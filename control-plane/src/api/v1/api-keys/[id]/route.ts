import { noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { revokeKey } from '../../../../services/api-key/revoke-key.ts';

export const DELETE = apiRoute<{ id: string }>('revokeApiKey', async ({ ctx, params }) => {
  await revokeKey(ctx, params.id);
  return noContent();
});
