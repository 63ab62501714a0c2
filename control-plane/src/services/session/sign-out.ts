import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { notFound } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission, requireSession } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findUser } from '../user/find-user.ts';

const END_ONE = 'DELETE FROM user_session WHERE user_id = $1 AND id::text = $2';
const END_ALL = 'DELETE FROM user_session WHERE user_id = $1';

/**
 * Ends the session that asks: its cookie counts no more, wherever it was copied to.
 *
 * @returns cookies that take the browser's away
 */
export async function signOut(ctx: ServiceContext, headers: Headers): Promise<string[]> {
  const user = requireSession(ctx);
  await end(ctx, user.id, END_ONE, [user.id, ctx.caller.credentialId], 'this one');
  const forgotten = await ctx.auth.api.signOut({ headers, returnHeaders: true });
  return forgotten.headers.getSetCookie();
}

/** Ends one session of the caller's. @throws ProblemError 404, also for somebody else's */
export async function endSession(ctx: ServiceContext, id: string): Promise<void> {
  const user = requireSession(ctx);
  if ((await end(ctx, user.id, END_ONE, [user.id, id], 'another')) > 0) return;
  throw notFound(`You have no session ${id}.`, 'GET /api/v1/sessions lists where you are signed in.');
}

/** Ends every session of the caller's, this one too. */
export async function signOutEverywhere(ctx: ServiceContext): Promise<void> {
  const user = requireSession(ctx);
  await end(ctx, user.id, END_ALL, [user.id], 'all');
}

/** Ends every session of somebody. @throws ProblemError 403 or 404 */
export async function signOutUser(ctx: ServiceContext, id: string): Promise<void> {
  requirePermission(ctx, 'users:write');
  const user = await findUser(ctx.pool, id);
  await end(ctx, user.id, END_ALL, [user.id], 'all');
}

async function end(
  ctx: ServiceContext,
  userId: string,
  statement: string,
  values: readonly unknown[],
  which: string,
): Promise<number> {
  return inTransaction(ctx.pool, async (client) => {
    const { rowCount } = await client.query(statement, [...values]);
    const ended = rowCount ?? 0;
    if (ended === 0) return 0;
    const detail = { which, sessions: ended };
    await writeAudit(client, ctx, { action: 'SignedOut', subjectType: 'user', subjectId: userId, detail });
    await client.query(notifyStatement(['access']));
    return ended;
  });
}
