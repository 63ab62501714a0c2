import { listDeliveriesQuery } from '@longshore/schemas';
import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { listDeliveries } from '../../../../../services/webhook/list-deliveries.ts';

export const GET = apiRoute<{ id: string }>('listDeliveries', async ({ ctx, params, query }) =>
  json(await listDeliveries(ctx, params.id, query(listDeliveriesQuery))),
);
