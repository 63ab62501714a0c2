import { apiRoute, json } from '../../../../http/api-route.ts';
import { listWorkers } from '../../../../services/worker/list-workers.ts';

export const GET = apiRoute('listWorkers', async ({ ctx }) => json(await listWorkers(ctx)));
