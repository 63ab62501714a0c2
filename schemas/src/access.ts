/** What a person may be, from the least to the most. Each may do all that the one before may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Everything that one may be permitted to do, with the least role that may. The only place that says so: a call of the
 * control plane asks for one of these, and a key of the API may be cut down to some of them.
 */
const LEAST_ROLE = {
  'jobs:read': 'viewer',
  'jobs:write': 'operator',
  'schedules:read': 'viewer',
  'schedules:write': 'operator',
  'templates:read': 'viewer',
  'templates:write': 'operator',
  'sorts:read': 'viewer',
  'sorts:write': 'operator',
  'kitchens:read': 'viewer',
  'kitchens:write': 'operator',
  'agents:read': 'viewer',
  'agents:write': 'operator',
  'work:read': 'viewer',
  'work:write': 'operator',
  // What a worker does: claim items, say what came of them.
  'work:perform': 'operator',
  'topics:read': 'viewer',
  'topics:write': 'operator',
  'registries:read': 'operator',
  'registries:write': 'admin',
  // The address of a webhook is often a secret by itself.
  'webhooks:read': 'admin',
  'webhooks:write': 'admin',
  'audit:read': 'operator',
  'users:read': 'admin',
  'users:write': 'admin',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LEAST_ROLE;

export const PERMISSIONS = Object.keys(LEAST_ROLE) as [Permission, ...Permission[]];

/** The least role that has a permission. */
export function leastRoleFor(permission: Permission): Role {
  return LEAST_ROLE[permission];
}

/**
 * What a role may do; with a scope, only what is in it as well. A scope never adds to a role. Who may write in a scope may
 * read there too, as what was written is shown in the answer.
 */
export function permissionsOf(role: Role, scope: readonly Permission[] | null = null): ReadonlySet<Permission> {
  const rank = ROLES.indexOf(role);
  const inScope = (permission: Permission) =>
    scope === null ||
    scope.includes(permission) ||
    scope.includes(permission.replace(/:read$/, ':write') as Permission);
  return new Set(
    PERMISSIONS.filter((permission) => ROLES.indexOf(LEAST_ROLE[permission]) <= rank && inScope(permission)),
  );
}

/** What is said of a role wherever one is chosen. */
export const ROLE_MEANINGS: Record<Role, string> = {
  viewer: 'Sees jobs, sorts, agents, schedules, templates, work queues and topics.',
  operator:
    'Also runs and stops jobs and sorts, submits work, keeps schedules and templates, drains agents, writes to topics, reads the audit log.',
  admin: 'Also keeps users, registries and webhooks.',
};

/** What a key of the API begins with, so that people and scanners know it for what it is. */
export const API_KEY_PREFIX = 'lsk_';
