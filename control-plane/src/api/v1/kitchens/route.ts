import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listKitchens } from '../../../services/kitchen/list-kitchens.ts';
import { openKitchen } from '../../../services/kitchen/open-kitchen.ts';

export const GET = apiRoute('listKitchens', async ({ ctx }) => json(await listKitchens(ctx)));

export const POST = apiRoute('openKitchen', async ({ ctx, ...call }) => {
  const body = await call.body();
  const idempotency = call.idempotency('openKitchen', body);
  const { id, jobId, replayed } = await openKitchen(ctx, { body, idempotency });
  return json(
    { id, jobId },
    {
      status: 201,
      headers: { location: `/api/v1/kitchens/${id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
    },
  );
});
