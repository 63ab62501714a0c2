import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { deleteSort } from '../../../../services/sort/delete-sort.ts';
import { getSort } from '../../../../services/sort/get-sort.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getSort', async ({ ctx, params }) => json(await getSort(ctx, params.id)));

export const DELETE = apiRoute<Params>('deleteSort', async ({ ctx, params }) => {
  await deleteSort(ctx, params.id);
  return noContent();
});
