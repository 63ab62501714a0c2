import { listWorkItemsQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listWorkItems } from '../../../services/work-item/list-work-items.ts';
import { patchWorkItems } from '../../../services/work-item/patch-work-items.ts';
import { submitWorkItem } from '../../../services/work-item/submit-work-items.ts';

export const GET = apiRoute('listWorkItems', async ({ ctx, query }) =>
  json(await listWorkItems(ctx, query(listWorkItemsQuery))),
);

export const POST = apiRoute('submitWorkItem', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { id, replayed } = await submitWorkItem(ctx, { body, idempotency: call.idempotency('submitWorkItem', body) });
  return json(
    { id, status: 'queued' },
    {
      status: 201,
      headers: { location: `/api/v1/work-items/${id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
    },
  );
});

export const PATCH = apiRoute('patchWorkItems', async ({ ctx, body }) => json(await patchWorkItems(ctx, await body())));
