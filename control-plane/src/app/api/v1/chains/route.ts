import { listChainsQuery } from '@longshore/schemas';
import { apiRoute, json } from '../../../../http/api-route.ts';
import { listChains } from '../../../../services/chain/list-chains.ts';

export const GET = apiRoute('listChains', async ({ ctx, query }) =>
  json(await listChains(ctx, query(listChainsQuery))),
);
