import { leastRoleFor, PERMISSIONS } from '@longshore/schemas';

const BEYOND_ROLES: Readonly<Record<string, string>> = {
  'signed-in': 'anybody who is signed in',
  owner: 'the owner key alone',
  nobody: 'anybody, also without signing in',
};

const ROLE_WORDS = { viewer: 'every role', operator: 'operators and administrators', admin: 'administrators' } as const;

/** Who may: `jobs:write` → “operators and administrators, with the permission jobs:write”. */
export function permissionWords(permission: string): string {
  const known = PERMISSIONS.find((one) => one === permission);
  if (known === undefined) return BEYOND_ROLES[permission] ?? permission;
  return `${ROLE_WORDS[leastRoleFor(known)]}, with the permission ${known}`;
}
