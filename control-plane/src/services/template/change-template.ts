import { type JobTemplate, patchJobTemplateBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkTemplateSpec } from './check-template-spec.ts';
import { findTemplateId, templateNotFound } from './find-template-id.ts';
import { getTemplate } from './get-template.ts';
import { nameTaken } from './name-taken.ts';

const LOCK = 'SELECT name FROM job_template WHERE id = $1 FOR UPDATE';

const UPDATE = `
UPDATE job_template SET name = coalesce($2, name), description = coalesce($3, description),
       spec = coalesce($4::jsonb, spec), updated_at = now()
WHERE id = $1`;

/**
 * Changes a template. Jobs that were made from it stay as they are.
 *
 * @throws ProblemError 404, 409 or 422
 */
export async function changeTemplate(ctx: ServiceContext, given: string, body: unknown): Promise<JobTemplate> {
  requirePermission(ctx, 'templates:write');
  const change = validate(patchJobTemplateBody, body);
  const { name = null, description = null, spec = null } = change;
  if (spec !== null) checkTemplateSpec(ctx, spec);
  const id = await findTemplateId(ctx, given);
  try {
    await inTransaction(ctx.pool, async (client) => {
      const [stored] = (await client.query<{ name: string }>(LOCK, [id])).rows;
      if (stored === undefined) throw templateNotFound(given);
      await client.query(UPDATE, [id, name, description, spec && toJson(spec)]);
      const detail = { name: stored.name, change };
      await writeAudit(client, ctx, { action: 'TemplateChanged', subjectType: 'template', subjectId: id, detail });
      await client.query(notifyStatement(['jobs']));
    });
  } catch (error) {
    throw nameTaken(error, name ?? given);
  }
  return getTemplate(ctx, id);
}
