import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { taggedJson } from '../../../../http/entity-tag.ts';
import { changeJob } from '../../../../services/job/change-job.ts';
import { deleteJob } from '../../../../services/job/delete-job.ts';
import { getJob } from '../../../../services/job/get-job.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getJob', async ({ ctx, params, request }) =>
  taggedJson(request, await getJob(ctx, params.id)),
);

export const PATCH = apiRoute<Params>('changeJob', async ({ ctx, params, body }) =>
  json(await changeJob(ctx, params.id, await body())),
);

export const DELETE = apiRoute<Params>('deleteJob', async ({ ctx, params }) => {
  await deleteJob(ctx, params.id);
  return noContent();
});
