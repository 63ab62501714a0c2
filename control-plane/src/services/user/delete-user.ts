import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseLastAdministrator } from './change-user.ts';
import { findUser } from './find-user.ts';

/**
 * Deletes somebody, with their sessions and keys. What they did stays in the audit log under their e-mail.
 *
 * @throws ProblemError 403, 404, or 409 for the last administrator
 */
export async function deleteUser(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'users:write');
  await inTransaction(ctx.pool, async (client) => {
    const { id, name, email, role } = await findUser(client, given);
    await refuseLastAdministrator(client, id);
    await client.query('DELETE FROM users WHERE id = $1', [id]);
    const detail = { name, email, role };
    await writeAudit(client, ctx, { action: 'UserDeleted', subjectType: 'user', subjectId: id, detail });
    await client.query(notifyStatement(['access']));
  });
}
