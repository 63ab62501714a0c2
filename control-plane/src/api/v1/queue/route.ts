import { queueQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { readQueue } from '../../../services/queue/read-queue.ts';

export const GET = apiRoute('readQueue', async ({ ctx, query }) => json(await readQueue(ctx, query(queueQuery))));
