import type { ServiceContext } from '../service-context.ts';
import { sessionView } from './session-view.ts';
import type { LetIn } from './sign-in.ts';

/** Who asks and what they may do. A session that is used is prolonged by this, which every page asks. */
export async function readSession(ctx: ServiceContext, headers: Headers): Promise<LetIn> {
  if (ctx.caller.by !== 'session') return { session: sessionView(ctx.caller), setCookies: [] };
  const answer = await ctx.auth.api.getSession({ headers, returnHeaders: true });
  const expiresAt = answer.response?.session.expiresAt ?? ctx.caller.expiresAt;
  return { session: sessionView({ ...ctx.caller, expiresAt }), setCookies: answer.headers.getSetCookie() };
}
