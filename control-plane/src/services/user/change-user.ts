import { changeUserBody, type User } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findUser } from './find-user.ts';

// Two at a time could each take away the other's role, and leave nobody.
const LOCK_ADMINISTRATORS = `SELECT id FROM users WHERE role = 'admin' AND NOT disabled ORDER BY id FOR UPDATE`;

const CHANGE = `
UPDATE users SET name = coalesce($2, name), role = coalesce($3, role), disabled = coalesce($4, disabled), updated_at = now()
 WHERE id = $1`;

/**
 * Changes somebody's name or role, or disables them: their sessions end, and their keys count no more while they are.
 *
 * @throws ProblemError 403, 404, 409 for the last administrator, or 422
 */
export async function changeUser(ctx: ServiceContext, given: string, body: unknown): Promise<User> {
  requirePermission(ctx, 'users:write');
  const change = validate(changeUserBody, body);
  return inTransaction(ctx.pool, async (client) => {
    const { id } = await findUser(client, given);
    if (change.disabled === true || (change.role !== undefined && change.role !== 'admin')) {
      await refuseLastAdministrator(client, id);
    }
    await client.query(CHANGE, [id, change.name ?? null, change.role ?? null, change.disabled ?? null]);
    if (change.disabled === true) await client.query('DELETE FROM user_session WHERE user_id = $1', [id]);
    const user = await findUser(client, id);
    const detail = { name: user.name, ...change };
    await writeAudit(client, ctx, { action: 'UserChanged', subjectType: 'user', subjectId: id, detail });
    await client.query(notifyStatement(['access']));
    return user;
  });
}

/** Without an administrator nobody could make another. @throws ProblemError 409 */
export async function refuseLastAdministrator(client: pg.ClientBase, id: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(LOCK_ADMINISTRATORS);
  if (rows.length !== 1 || rows[0]?.id !== id) return;
  throw conflict(
    'This is the last administrator who may sign in.',
    'Make somebody else an administrator first.',
    'last_administrator',
  );
}
