import type { JobTemplate } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findTemplateId, templateNotFound } from './find-template-id.ts';
import { readTemplate } from './read-templates.ts';

/**
 * A template with its spec.
 *
 * @param given - its name, its id, or the start of its id
 * @throws ProblemError 404, or 409 when several fit
 */
export async function getTemplate(ctx: ServiceContext, given: string): Promise<JobTemplate> {
  requirePermission(ctx, 'templates:read');
  const template = await readTemplate(ctx.pool, await findTemplateId(ctx, given));
  if (template === null) throw templateNotFound(given);
  return template;
}
