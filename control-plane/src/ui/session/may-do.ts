import { leastRoleFor, type Permission, type Session } from '@longshore/schemas';

/**
 * Whether something may be done: `yes`, or `unknown` while nobody has said yet who is signed in; else why not. This is
 * for showing alone: the control plane decides again on each request.
 */
export type May = 'yes' | 'unknown' | { because: string };

/** @param session - undefined: not known yet; null: it cannot be known, and the control plane decides */
export function mayDo(session: Session | null | undefined, permission: Permission): May {
  if (session === undefined) return 'unknown';
  if (session === null || session.permissions.includes(permission)) return 'yes';
  const role = session.user?.role;
  const least = leastRoleFor(permission);
  return {
    because:
      role === undefined
        ? `This takes the permission ${permission}.`
        : `This takes the role ${least}; you are ${role}. An administrator can change that.`,
  };
}

/** Whether there is something to see for whoever is signed in; before that is known, what everybody may see. */
export function maySee(session: Session | null | undefined, permission: Permission | undefined): boolean {
  if (permission === undefined) return true;
  const may = mayDo(session, permission);
  return may === 'unknown' ? leastRoleFor(permission) === 'viewer' : may === 'yes';
}
