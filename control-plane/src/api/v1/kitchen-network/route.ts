import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { changeNetwork } from '../../../services/kitchen-network/change-network.ts';
import { getNetwork } from '../../../services/kitchen-network/get-network.ts';

export const GET = apiRoute('getKitchenNetwork', async ({ ctx }) => json(await getNetwork(ctx)));

export const PATCH = apiRoute('changeKitchenNetwork', async ({ ctx, body }) =>
  json(await changeNetwork(ctx, await body())),
);
