import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { notFound } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';

const REVOKE = `DELETE FROM api_key WHERE id::text = $1 AND ($2 OR user_id::text = $3) RETURNING id, name`;

/**
 * Revokes a key at once: one's own, by a key of one's own too, so that a leaked one can end itself; anybody's where the
 * caller may change users. Somebody else's is not told from one that is not there.
 *
 * @throws ProblemError 404
 */
export async function revokeKey(ctx: ServiceContext, id: string): Promise<void> {
  const anybodys = ctx.caller.permissions.has('users:write');
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ id: string; name: string }>(REVOKE, [
      id,
      anybodys,
      ctx.caller.user?.id ?? '',
    ]);
    const [key] = rows;
    if (key === undefined) throw notFound(`There is no key ${id} of yours.`, 'GET /api/v1/api-keys lists them.');
    const detail = { name: key.name };
    await writeAudit(client, ctx, { action: 'ApiKeyRevoked', subjectType: 'api-key', subjectId: key.id, detail });
    await client.query(notifyStatement(['access']));
  });
}
