import { changePasswordBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requireSession } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { setPassword } from '../user/insert-user.ts';
import { countTry, type Door, noteFailure, takeTryBack } from './guard.ts';

const END_OTHERS = 'DELETE FROM user_session WHERE user_id = $1 AND id <> $2';

/**
 * Changes the caller's password and ends their other sessions. Who was let in by a link and has no password yet gives
 * any as the current one.
 *
 * @throws ProblemError 422 for a wrong current one; guessing it is slowed as at sign-in
 */
export async function changePassword(ctx: ServiceContext, body: unknown, address: string | null): Promise<void> {
  const user = requireSession(ctx);
  const { current, next } = validate(changePasswordBody, body);
  const door: Door = { account: user.email, address };
  const tried = await countTry(ctx, door);
  const { password } = await ctx.auth.$context;
  const credential = await ctx.prisma.credential.findFirst({ where: { userId: user.id, providerId: 'credential' } });
  const hash = credential?.password ?? null;
  if (hash !== null && !(await password.verify({ hash, password: current }))) {
    await noteFailure(ctx, door, tried);
    throw invalidRequest([{ path: 'current', message: 'not the password as it is' }]);
  }
  await takeTryBack(ctx, tried);
  const nextHash = await password.hash(next);
  await inTransaction(ctx.pool, async (client) => {
    await setPassword(client, user.id, nextHash);
    await client.query(END_OTHERS, [user.id, ctx.caller.credentialId]);
    await writeAudit(client, ctx, { action: 'PasswordChanged', subjectType: 'user', subjectId: user.id });
    await client.query(notifyStatement(['access']));
  });
}
