import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { getJobUsage } from '../../../../../services/job/get-job-usage.ts';

export const GET = apiRoute<{ id: string }>('getJobUsage', async ({ ctx, params }) =>
  json(await getJobUsage(ctx, params.id)),
);
