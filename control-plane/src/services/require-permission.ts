import { leastRoleFor, type Permission } from '@longshore/schemas';
import { ProblemError } from '../http/problem-error.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Stops who may not. Every service asks this first, whichever way it was reached, so that no route, page or header can
 * leave it out.
 *
 * @throws ProblemError 403 that says what is missing
 */
export function requirePermission({ caller }: Pick<ServiceContext, 'caller'>, permission: Permission): void {
  if (caller.permissions.has(permission)) return;
  const needed = leastRoleFor(permission);
  const scoped = caller.by === 'api-key';
  throw new ProblemError({
    status: 403,
    code: 'not_permitted',
    title: 'Not permitted',
    detail: scoped
      ? `The key of ${caller.name} may not do this: it needs ${permission}, which its scope or its owner’s role (${caller.user?.role}) leaves out.`
      : `${caller.user?.name ?? caller.name} is ${caller.user === null ? 'nobody' : `a ${caller.user.role}`}; this needs ${permission}, which one has as ${needed}.`,
    advice: scoped
      ? `Use a key with ${permission} whose owner is at least ${needed}.`
      : 'Ask an administrator for another role.',
  });
}

/** A person who is signed in, or whose key it is. @throws ProblemError 403 for the owner key, which is nobody's */
export function requirePerson({ caller }: Pick<ServiceContext, 'caller'>): NonNullable<typeof caller.user> {
  if (caller.user !== null) return caller.user;
  throw new ProblemError({
    status: 403,
    code: 'not_permitted',
    title: 'Not permitted',
    detail: `This is for people: the ${caller.name} is nobody’s.`,
    advice: 'Sign in, or use an API key of yours.',
  });
}

/** A person in their browser: a key must not make keys, nor change how its owner signs in. @throws ProblemError 403 */
export function requireSession(ctx: Pick<ServiceContext, 'caller'>): NonNullable<Caller['user']> {
  const user = requirePerson(ctx);
  if (ctx.caller.by === 'session') return user;
  throw new ProblemError({
    status: 403,
    code: 'not_permitted',
    title: 'Not permitted',
    detail: 'This is not for API keys: one that was stolen could otherwise give itself a longer life.',
    advice: 'Sign in on the page and do it there.',
  });
}

type Caller = ServiceContext['caller'];
