import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { planJob } from '../../../../services/job/plan-job.ts';

export const POST = apiRoute('planJob', async ({ ctx, body }) => json(await planJob(ctx, await body())));
