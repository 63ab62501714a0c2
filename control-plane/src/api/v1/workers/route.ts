import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listWorkers } from '../../../services/worker/list-workers.ts';

export const GET = apiRoute('listWorkers', async ({ ctx }) => json(await listWorkers(ctx)));
