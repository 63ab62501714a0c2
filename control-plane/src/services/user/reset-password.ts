import type { NewPassword } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission, requireSession } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { forgetFailures } from '../session/guard.ts';
import { findUser } from './find-user.ts';
import { setPassword } from './insert-user.ts';
import { makePassword } from './make-password.ts';

/**
 * Makes a new password for somebody, told once; ends their sessions, and unlocks the account.
 *
 * @throws ProblemError 403 or 404
 */
export async function resetPassword(ctx: ServiceContext, given: string): Promise<NewPassword> {
  requirePermission(ctx, 'users:write');
  // A key that could make passwords could make itself a session. The owner key may: it can make links anyway.
  if (ctx.caller.by === 'api-key') requireSession(ctx);
  const { id, email } = await findUser(ctx.pool, given);
  const password = makePassword();
  const { password: hasher } = await ctx.auth.$context;
  const hash = await hasher.hash(password);
  await inTransaction(ctx.pool, async (client) => {
    await setPassword(client, id, hash);
    await client.query('DELETE FROM user_session WHERE user_id = $1', [id]);
    const detail = { email, by: 'administrator' };
    await writeAudit(client, ctx, { action: 'PasswordChanged', subjectType: 'user', subjectId: id, detail });
    await client.query(notifyStatement(['access']));
  });
  await forgetFailures(ctx, { account: email });
  return { user: await findUser(ctx.pool, id), password };
}
