import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { stopMany } from '../../../../services/job/many/stop-many.ts';

export const POST = apiRoute('stopJobs', async ({ ctx, ...call }) => json(await stopMany(ctx, await call.body())));
