import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { changeUser } from '../../../../services/user/change-user.ts';
import { deleteUser } from '../../../../services/user/delete-user.ts';

interface Params {
  id: string;
}

export const PATCH = apiRoute<Params>('changeUser', async ({ ctx, params, body }) =>
  json(await changeUser(ctx, params.id, await body())),
);

export const DELETE = apiRoute<Params>('deleteUser', async ({ ctx, params }) => {
  await deleteUser(ctx, params.id);
  return noContent();
});
