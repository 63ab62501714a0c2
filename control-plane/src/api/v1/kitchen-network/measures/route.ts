import { kitchenMeasuresQuery } from '@longshore/schemas';
import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getMeasures } from '../../../../services/kitchen-network/get-measures.ts';

export const GET = apiRoute('getKitchenMeasures', async ({ ctx, query }) =>
  json(await getMeasures(ctx, query(kitchenMeasuresQuery))),
);
