import { PERMISSIONS, type Permission, permissionsOf, type Role, type Session } from '@longshore/schemas';

/** Who asks for something, and what they may do. */
export interface Caller {
  /** For the audit log. */
  name: string;
  by: Session['by'] | 'system' | 'worker';
  user: { id: string; name: string; email: string; role: Role } | null;
  /** The session or key that the caller showed, which can be revoked; of a worker of the fleet, its attempt. */
  credentialId: string | null;
  permissions: ReadonlySet<Permission>;
  expiresAt: Date | null;
}

/** A user as the database has them. */
export interface UserRow {
  id: string;
  name: string;
  email: string;
  role: string;
}

/** A role as the database has it; one that this version does not know counts for the least. */
export function roleOf(stored: string): Role {
  return stored === 'admin' || stored === 'operator' ? stored : 'viewer';
}

export function sessionCaller({ id, name, email, role }: UserRow, session: { id: string; expiresAt: Date }): Caller {
  const user = { id, name, email, role: roleOf(role) };
  return {
    name: email,
    by: 'session',
    user,
    credentialId: session.id,
    permissions: permissionsOf(user.role),
    expiresAt: session.expiresAt,
  };
}

export interface KeyRow {
  id: string;
  name: string;
  scope: readonly string[] | null;
  expiresAt: Date | null;
}

export function keyCaller({ id, name, email, role }: UserRow, key: KeyRow): Caller {
  const user = { id, name, email, role: roleOf(role) };
  const scope = key.scope === null ? null : PERMISSIONS.filter((permission) => key.scope?.includes(permission));
  return {
    name: `${email} (key ${key.name})`,
    by: 'api-key',
    user,
    credentialId: key.id,
    permissions: permissionsOf(user.role, scope),
    expiresAt: key.expiresAt,
  };
}

/** Whoever holds the key from the configuration: it is nobody's, and may do everything. */
export const OWNER: Caller = Object.freeze({
  name: 'owner key',
  by: 'owner-key',
  user: null,
  credentialId: null,
  permissions: permissionsOf('admin'),
  expiresAt: null,
});

/** A worker that runs as an attempt of the fleet: it does what workers do, and nothing else. */
export function workerCaller(attemptId: string): Caller {
  return {
    name: `worker ${attemptId}`,
    by: 'worker',
    user: null,
    credentialId: attemptId,
    permissions: new Set<Permission>(['work:perform']),
    expiresAt: null,
  };
}

/** Nobody: for what needs no sign-in. */
export const NOBODY: Caller = Object.freeze({
  name: 'nobody',
  by: 'system',
  user: null,
  credentialId: null,
  permissions: new Set<Permission>(),
  expiresAt: null,
});
