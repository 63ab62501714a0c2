import { listSchedulesQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { createSchedule } from '../../../services/schedule/create-schedule.ts';
import { listSchedules } from '../../../services/schedule/list-schedules.ts';

export const GET = apiRoute('listSchedules', async ({ ctx, query }) =>
  json(await listSchedules(ctx, query(listSchedulesQuery))),
);

export const POST = apiRoute('createSchedule', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { replayed, ...schedule } = await createSchedule(ctx, {
    body,
    idempotency: call.idempotency('createSchedule', body),
  });
  return json(schedule, {
    status: 201,
    headers: { location: `/api/v1/schedules/${schedule.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
