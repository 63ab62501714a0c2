import {
  type JobTemplate,
  type JobTemplateInput,
  type JobTemplatePatch,
  type JobTemplateSummary,
  jobTemplateSchema,
  jobTemplateSummarySchema,
  newId,
  pageOf,
} from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const templatePage = pageOf(jobTemplateSummarySchema);
const createdSchema = jobTemplateSchema.pick({ id: true, name: true });
const pathOf = (template: string) => `/templates/${encodeURIComponent(template)}`;

export function listTemplates(
  api: ApiClient,
  query: { q?: string | undefined; limit?: number; cursor?: string | undefined },
): Promise<Page<JobTemplateSummary>> {
  return api.ask({ path: '/templates', query: { ...query }, answer: templatePage });
}

export function createTemplate(api: ApiClient, template: JobTemplateInput): Promise<{ id: string; name: string }> {
  return api.ask({
    method: 'POST',
    path: '/templates',
    body: template,
    answer: createdSchema,
    idempotencyKey: newId(),
  });
}

/** @param template - its name, its id or the start of its id, as everywhere below */
export function getTemplate(api: ApiClient, template: string): Promise<JobTemplate> {
  return api.ask({ path: pathOf(template), answer: jobTemplateSchema });
}

export function changeTemplate(api: ApiClient, template: string, change: JobTemplatePatch): Promise<JobTemplate> {
  return api.ask({ method: 'PATCH', path: pathOf(template), body: change, answer: jobTemplateSchema });
}

export async function deleteTemplate(api: ApiClient, template: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: pathOf(template), answer: null });
}
