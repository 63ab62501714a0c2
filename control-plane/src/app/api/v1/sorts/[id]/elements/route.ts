import { sortElementsQuery } from '@longshore/schemas';
import { apiRoute, json } from '../../../../../../http/api-route.ts';
import { readElements } from '../../../../../../services/sort/read-elements.ts';

export const GET = apiRoute<{ id: string }>('listSortElements', async ({ ctx, params, query }) =>
  json(await readElements(ctx, params.id, query(sortElementsQuery))),
);
