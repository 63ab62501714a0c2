import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listRuns } from '../../../services/kitchen-run/list-runs.ts';
import { startRun } from '../../../services/kitchen-run/start-run.ts';

export const GET = apiRoute('listKitchenRuns', async ({ ctx }) => json(await listRuns(ctx)));

export const POST = apiRoute('startKitchenRun', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { run, replayed } = await startRun(ctx, { body, idempotency: call.idempotency('startKitchenRun', body) });
  return json(run, {
    status: 201,
    headers: { location: `/api/v1/kitchen-runs/${run.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
