import { json, noContent } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { changeTemplate } from '../../../../services/template/change-template.ts';
import { deleteTemplate } from '../../../../services/template/delete-template.ts';
import { getTemplate } from '../../../../services/template/get-template.ts';

interface Params {
  id: string;
}

export const GET = apiRoute<Params>('getTemplate', async ({ ctx, params }) => json(await getTemplate(ctx, params.id)));

export const PATCH = apiRoute<Params>('changeTemplate', async ({ ctx, params, body }) =>
  json(await changeTemplate(ctx, params.id, await body())),
);

export const DELETE = apiRoute<Params>('deleteTemplate', async ({ ctx, params }) => {
  await deleteTemplate(ctx, params.id);
  return noContent();
});
