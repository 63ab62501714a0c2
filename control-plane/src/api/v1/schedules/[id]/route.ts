import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { changeSchedule } from '../../../../services/schedule/change-schedule.ts';
import { deleteSchedule } from '../../../../services/schedule/delete-schedule.ts';
import { getSchedule } from '../../../../services/schedule/get-schedule.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getSchedule', async ({ ctx, params }) => json(await getSchedule(ctx, params.id)));

export const PATCH = apiRoute<Params>('changeSchedule', async ({ ctx, params, body }) =>
  json(await changeSchedule(ctx, params.id, await body())),
);

export const DELETE = apiRoute<Params>('deleteSchedule', async ({ ctx, params }) => {
  await deleteSchedule(ctx, params.id);
  return noContent();
});
