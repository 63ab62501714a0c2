import { ROLE_MEANINGS, ROLES, type Role } from '@longshore/schemas';

/** All that a role may do, in words: what it means by itself is said of what it adds to the role before it. */
export function roleWords(role: Role): string {
  return ROLES.slice(0, ROLES.indexOf(role) + 1)
    .map((each) => ROLE_MEANINGS[each])
    .join(' ');
}
