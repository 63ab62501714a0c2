import { getChainQuery } from '@longshore/schemas';
import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { getChain } from '../../../../services/chain/get-chain.ts';

export const GET = apiRoute<{ name: string }>('getChain', async ({ ctx, params, query }) =>
  json(await getChain(ctx, params.name, query(getChainQuery))),
);
