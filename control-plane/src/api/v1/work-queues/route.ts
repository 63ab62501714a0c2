import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listWorkQueues } from '../../../services/work-queue/list-work-queues.ts';

export const GET = apiRoute('listWorkQueues', async ({ ctx }) => json(await listWorkQueues(ctx)));
