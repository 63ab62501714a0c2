import { listJobTemplatesQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { createTemplate } from '../../../services/template/create-template.ts';
import { listTemplates } from '../../../services/template/list-templates.ts';

export const GET = apiRoute('listTemplates', async ({ ctx, query }) =>
  json(await listTemplates(ctx, query(listJobTemplatesQuery))),
);

export const POST = apiRoute('createTemplate', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { replayed, ...template } = await createTemplate(ctx, {
    body,
    idempotency: call.idempotency('createTemplate', body),
  });
  return json(template, {
    status: 201,
    headers: { location: `/api/v1/templates/${template.id}`, ...(replayed ? { 'idempotency-replayed': 'true' } : {}) },
  });
});
