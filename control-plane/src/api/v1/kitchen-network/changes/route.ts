import { kitchenChangesQuery } from '@longshore/schemas';
import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getChanges } from '../../../../services/kitchen-network/get-changes.ts';

export const GET = apiRoute('getKitchenChanges', async ({ ctx, query }) =>
  json(await getChanges(ctx, query(kitchenChangesQuery))),
);
