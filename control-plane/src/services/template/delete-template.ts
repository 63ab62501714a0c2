import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findTemplateId, templateNotFound } from './find-template-id.ts';

const DELETE = 'DELETE FROM job_template WHERE id = $1 RETURNING name, spec';

/**
 * Deletes a template. Jobs that were made from it stay; its audit entry holds what it said.
 *
 * @throws ProblemError 404, or 409 when several fit
 */
export async function deleteTemplate(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'templates:write');
  const id = await findTemplateId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const [deleted] = (await client.query<{ name: string; spec: unknown }>(DELETE, [id])).rows;
    if (deleted === undefined) throw templateNotFound(given);
    const { name, spec } = deleted;
    const detail = { name, spec };
    await writeAudit(client, ctx, { action: 'TemplateDeleted', subjectType: 'template', subjectId: id, detail });
    await client.query(notifyStatement(['jobs']));
  });
}
