import { listDeliveriesQuery } from '@longshore/schemas';
import { apiRoute, json } from '../../../../../../http/api-route.ts';
import { listDeliveries } from '../../../../../../services/webhook/list-deliveries.ts';

export const GET = apiRoute<{ id: string }>('listDeliveries', async ({ ctx, params, query }) =>
  json(await listDeliveries(ctx, params.id, query(listDeliveriesQuery))),
);
