import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { stopJob } from '../../../../../services/job/stop-job.ts';

export const POST = apiRoute<{ id: string }>('stopJob', async ({ ctx, params }) =>
  json(await stopJob(ctx, params.id), { status: 202 }),
);
