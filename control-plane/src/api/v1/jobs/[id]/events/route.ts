import { jobEventsQuery } from '@longshore/schemas';
import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { listJobEvents } from '../../../../../services/job/list-job-events.ts';

export const GET = apiRoute<{ id: string }>('listJobEvents', async ({ ctx, params, query }) =>
  json(await listJobEvents(ctx, params.id, query(jobEventsQuery))),
);
