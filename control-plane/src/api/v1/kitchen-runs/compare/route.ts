import { compareRunsQuery } from '@longshore/schemas';
import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { compare } from '../../../../services/kitchen-run/compare.ts';

export const GET = apiRoute('compareKitchenRuns', async ({ ctx, query }) =>
  json(await compare(ctx, () => query(compareRunsQuery))),
);
