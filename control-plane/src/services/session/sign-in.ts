import { type Session, signInBody } from '@longshore/schemas';
import { isAPIError } from 'better-auth/api';
import { sessionCaller } from '../../access/caller.ts';
import { USER_DISABLED } from '../../access/create-auth.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';
import { countTry, type Door, forgetFailures, noteFailure, takeTryBack } from './guard.ts';
import { sessionView } from './session-view.ts';

/** Somebody who was let in, and the cookies that say so. */
export interface LetIn {
  session: Session;
  setCookies: string[];
}

/** What better-auth answers, of what we use. */
interface AuthAnswer {
  headers: Headers;
  response: { token?: string | null | undefined; user: { id: string } };
}

/**
 * Signs in by a password. A wrong one and an address that nobody has are answered alike.
 *
 * @param headers - of the request: address and client are kept with the session
 * @throws ProblemError 401, 403 when disabled, 423 when locked, 429 when it comes too fast after wrong ones
 */
export async function signIn(
  ctx: ServiceContext,
  body: unknown,
  headers: Headers,
  address: string | null,
): Promise<LetIn> {
  const { email, password } = validate(signInBody, body);
  const door: Door = { account: email, address };
  const tried = await countTry(ctx, door);
  try {
    const answer = await ctx.auth.api.signInEmail({
      body: { email, password, rememberMe: true },
      headers: withoutCookies(headers),
      returnHeaders: true,
    });
    await takeTryBack(ctx, tried);
    await forgetFailures(ctx, door);
    return await letIn(ctx, answer, 'password');
  } catch (error) {
    if (!isAPIError(error)) throw error;
    if (error.body?.code === USER_DISABLED) {
      await takeTryBack(ctx, tried);
      throw userDisabled();
    }
    if (error.statusCode >= 500) throw error;
    await noteFailure(ctx, door, tried);
    throw new ProblemError({
      status: 401,
      code: 'wrong_credentials',
      title: 'Wrong e-mail or password',
      detail: 'There is nobody with this e-mail and password.',
      advice: 'Check both. An administrator can make a new password; on the host, ./longshore open gives a link.',
    });
  }
}

/** Writes down who signed in, and tells what they may do. */
export async function letIn(
  ctx: ServiceContext,
  { headers, response }: AuthAnswer,
  by: 'password' | 'link',
): Promise<LetIn> {
  const found = await ctx.prisma.session.findUniqueOrThrow({
    where: { token: response.token ?? '' },
    include: { user: true },
  });
  const caller = sessionCaller(found.user, found);
  await writeAudit(
    ctx.pool,
    { actor: caller.name, origin: ctx.origin },
    { action: 'SignedIn', subjectType: 'user', subjectId: found.user.id, detail: { name: found.user.name, by } },
  );
  return { session: sessionView(caller), setCookies: headers.getSetCookie() };
}

/** Without the session that one may have: signing in does not take it over. */
export function withoutCookies(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('cookie');
  return kept;
}

export function userDisabled(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'user_disabled',
    title: 'Disabled',
    detail: 'This account was disabled by an administrator.',
    advice: 'Ask an administrator to enable it again.',
  });
}
