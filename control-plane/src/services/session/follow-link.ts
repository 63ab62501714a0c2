import { followLinkBody } from '@longshore/schemas';
import { isAPIError } from 'better-auth/api';
import { USER_DISABLED } from '../../access/create-auth.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import type { ServiceContext } from '../service-context.ts';
import { type LetIn, letIn, userDisabled, withoutCookies } from './sign-in.ts';

/**
 * Signs in by a one-time link.
 *
 * @throws ProblemError 401 when it was followed before, is too old or is none; 403 when its user is disabled
 */
export async function followLink(ctx: ServiceContext, body: unknown, headers: Headers): Promise<LetIn> {
  const { token } = validate(followLinkBody, body);
  try {
    const answer = await ctx.auth.api.magicLinkVerify({
      query: { token },
      headers: withoutCookies(headers),
      returnHeaders: true,
    });
    return await letIn(ctx, answer, 'link');
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    if (error.body?.code === USER_DISABLED) throw userDisabled();
    throw new ProblemError({
      status: 401,
      code: 'link_used',
      title: 'The link does not count',
      detail: 'A one-time link signs in once, within ten minutes; this one was used, is too old, or is incomplete.',
      advice: 'Make another: ./longshore open',
    });
  }
}
