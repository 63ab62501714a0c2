import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { notFound } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readRegistryName } from './read-registry-name.ts';

/**
 * Forgets how to sign in to a registry. Images that hosts have already stay there.
 *
 * @throws ProblemError 404 or 422
 */
export async function forgetRegistry(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'registries:write');
  const registry = readRegistryName(given);
  await inTransaction(ctx.pool, async (client) => {
    const { rowCount } = await client.query('DELETE FROM registry_credential WHERE registry = $1', [registry]);
    if (rowCount === 0) {
      throw notFound(`No credentials are kept for ${registry}.`, 'longshore registry list shows those that are.');
    }
    await writeAudit(client, ctx, { action: 'RegistryForgotten', subjectType: 'registry', subjectId: registry });
    await client.query(notifyStatement(['jobs']));
  });
}
