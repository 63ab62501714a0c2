import { permissionsOf, type Role, type Session } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { mayDo, maySee } from './may-do.ts';

const sessionOf = (role: Role): Session => ({
  user: { id: 'u-1', name: 'Anna', email: 'anna@example.org', role },
  by: 'session',
  permissions: [...permissionsOf(role)],
  expiresAt: null,
});

test('what a role may not do says which role may', () => {
  expect(mayDo(sessionOf('operator'), 'jobs:write')).toBe('yes');
  expect(mayDo(sessionOf('viewer'), 'jobs:write')).toEqual({
    because: 'This takes the role operator; you are viewer. An administrator can change that.',
  });
  expect(mayDo({ ...sessionOf('admin'), user: null, permissions: ['jobs:read'] }, 'jobs:write')).toEqual({
    because: 'This takes the permission jobs:write.',
  });
});

test('nothing is claimed before it is known, and where it cannot be known the control plane decides', () => {
  expect(mayDo(undefined, 'jobs:write')).toBe('unknown');
  expect(mayDo(null, 'jobs:write')).toBe('yes');
});

test('before it is known who asks, what everybody may see is there already, and nothing else', () => {
  expect(maySee(undefined, undefined)).toBe(true);
  expect(maySee(undefined, 'jobs:read')).toBe(true);
  expect(maySee(undefined, 'audit:read')).toBe(false);
  expect(maySee(sessionOf('viewer'), 'audit:read')).toBe(false);
  expect(maySee(sessionOf('operator'), 'audit:read')).toBe(true);
  expect(maySee(sessionOf('operator'), 'webhooks:read')).toBe(false);
});
