import { queueQuery } from '@longshore/schemas';
import { apiRoute, json } from '../../../../http/api-route.ts';
import { readQueue } from '../../../../services/queue/read-queue.ts';

export const GET = apiRoute('readQueue', async ({ ctx, query }) => json(await readQueue(ctx, query(queueQuery))));
