import { listSortsQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { createSort } from '../../../services/sort/create-sort.ts';
import { listSorts } from '../../../services/sort/list-sorts.ts';

export const GET = apiRoute('listSorts', async ({ ctx, query }) => json(await listSorts(ctx, query(listSortsQuery))));

export const POST = apiRoute('createSort', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { replayed, ...sort } = await createSort(ctx, { body, idempotency: call.idempotency('createSort', body) });
  return json(sort, {
    status: 201,
    headers: { location: `/api/v1/sorts/${sort.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
