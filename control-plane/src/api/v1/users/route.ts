import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { createUser } from '../../../services/user/create-user.ts';
import { listUsers } from '../../../services/user/list-users.ts';

export const GET = apiRoute('listUsers', async ({ ctx }) => json(await listUsers(ctx)));

export const POST = apiRoute('createUser', async ({ ctx, body }) =>
  json(await createUser(ctx, await body()), { status: 201 }),
);
