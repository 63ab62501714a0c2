import { createUserBody, type NewPassword, newId } from '@longshore/schemas';
import { inTransaction } from '../../database/in-transaction.ts';
import { validate } from '../../http/validate.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findUser } from './find-user.ts';
import { insertUser } from './insert-user.ts';
import { makePassword } from './make-password.ts';

/**
 * Gives somebody an account, with a password that is told once.
 *
 * @throws ProblemError 403, 409 or 422
 */
export async function createUser(ctx: ServiceContext, body: unknown): Promise<NewPassword> {
  requirePermission(ctx, 'users:write');
  const given = validate(createUserBody, body);
  const id = newId();
  const password = makePassword();
  const { password: hasher } = await ctx.auth.$context;
  const passwordHash = await hasher.hash(password);
  await inTransaction(ctx.pool, (client) => insertUser(client, ctx, { id, ...given, passwordHash }));
  return { user: await findUser(ctx.pool, id), password };
}
