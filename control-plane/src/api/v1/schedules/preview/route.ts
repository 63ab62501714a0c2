import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { previewSchedule } from '../../../../services/schedule/preview-schedule.ts';

export const POST = apiRoute('previewSchedule', async ({ ctx, body }) =>
  json(await previewSchedule(ctx, await body())),
);
