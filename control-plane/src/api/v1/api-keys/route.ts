import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { createKey } from '../../../services/api-key/create-key.ts';
import { listKeys } from '../../../services/api-key/list-keys.ts';

export const GET = apiRoute('listApiKeys', async ({ ctx }) => json(await listKeys(ctx)));

export const POST = apiRoute('createApiKey', async ({ ctx, body }) =>
  json(await createKey(ctx, await body()), { status: 201 }),
);
