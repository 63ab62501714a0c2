import { listChainsQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listChains } from '../../../services/chain/list-chains.ts';

export const GET = apiRoute('listChains', async ({ ctx, query }) =>
  json(await listChains(ctx, query(listChainsQuery))),
);
