import {
  type ApiQuery,
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

export function listTemplates(api: ApiClient, query: ApiQuery<'GET /templates'>): Promise<Page<JobTemplateSummary>> {
  return api.ask('GET /templates', { query, answer: templatePage });
}

export function createTemplate(api: ApiClient, template: JobTemplateInput): Promise<{ id: string; name: string }> {
  return api.ask('POST /templates', {
    body: template,
    answer: createdSchema,
    idempotencyKey: newId(),
  });
}

/** @param template - its name, its id or the start of its id, as everywhere below */
export function getTemplate(api: ApiClient, template: string): Promise<JobTemplate> {
  return api.ask('GET /templates/{id}', { path: { id: template }, answer: jobTemplateSchema });
}

export function changeTemplate(api: ApiClient, template: string, change: JobTemplatePatch): Promise<JobTemplate> {
  return api.ask('PATCH /templates/{id}', { path: { id: template }, body: change, answer: jobTemplateSchema });
}

export async function deleteTemplate(api: ApiClient, template: string): Promise<void> {
  await api.ask('DELETE /templates/{id}', { path: { id: template }, answer: null });
}
