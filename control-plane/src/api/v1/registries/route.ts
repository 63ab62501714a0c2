import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listRegistries } from '../../../services/registry/list-registries.ts';

export const GET = apiRoute('listRegistries', async ({ ctx }) => json(await listRegistries(ctx)));
