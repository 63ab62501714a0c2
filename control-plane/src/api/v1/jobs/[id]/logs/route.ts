import { jobLogsQuery } from '@longshore/schemas';
import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { readJobLogs } from '../../../../../services/job/read-job-logs.ts';

export const GET = apiRoute<{ id: string }>('readJobLogs', async ({ ctx, params, query }) =>
  json(await readJobLogs(ctx, params.id, query(jobLogsQuery))),
);
