import type { JobTemplateInput, JobTemplatePatch } from '@longshore/schemas';
import { request } from '../api/request.ts';
import { deletedTemplates } from '../api/template-queries.ts';

const pathOf = (id: string) => `/templates/${encodeURIComponent(id)}` as const;

/**
 * Makes a template.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function createTemplate(template: JobTemplateInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/templates', { method: 'POST', body: template, idempotencyKey });
}

export function changeTemplate(id: string, change: JobTemplatePatch): Promise<{ id: string }> {
  return request(pathOf(id), { method: 'PATCH', body: change });
}

export async function deleteTemplate(id: string): Promise<void> {
  deletedTemplates.add(id);
  try {
    await request(pathOf(id), { method: 'DELETE' });
  } catch (error) {
    deletedTemplates.delete(id);
    throw error;
  }
}
