import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { deleteMany } from '../../../../services/job/many/delete-many.ts';

export const POST = apiRoute('deleteJobs', async ({ ctx, ...call }) => json(await deleteMany(ctx, await call.body())));
