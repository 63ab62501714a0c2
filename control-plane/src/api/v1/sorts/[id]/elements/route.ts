import { sortElementsQuery } from '@longshore/schemas';
import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { readElements } from '../../../../../services/sort/read-elements.ts';

export const GET = apiRoute<{ id: string }>('listSortElements', async ({ ctx, params, query }) =>
  json(await readElements(ctx, params.id, query(sortElementsQuery))),
);
