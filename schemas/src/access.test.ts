import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastRoleFor, PERMISSIONS, type Permission, permissionsOf, ROLES } from './access.ts';

const reading = (permission: Permission) => permission.replace(/:\w+$/, ':read') as Permission;
const writing = (permission: Permission) => permission.replace(/:\w+$/, ':write') as Permission;

describe('what one may do', () => {
  it('grows with the role, and an administrator may do everything', () => {
    const [viewer, operator, admin] = ROLES.map((role) => permissionsOf(role));
    expect([...(admin ?? [])]).toEqual(PERMISSIONS);
    for (const permission of viewer ?? []) expect(operator?.has(permission)).toBe(true);
    expect(viewer?.size).toBeLessThan(operator?.size ?? 0);
    expect(operator?.size).toBeLessThan(admin?.size ?? 0);
  });

  it('is for a viewer to look, never to change', () => {
    for (const permission of permissionsOf('viewer')) expect(permission).toMatch(/:read$/);
  });

  it('is never more by a scope, and never outside of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.subarray([...PERMISSIONS]), (role, scope) => {
        const scoped = permissionsOf(role, scope);
        const whole = permissionsOf(role);
        for (const permission of PERMISSIONS) {
          const meant =
            scope.includes(permission) || (permission === reading(permission) && scope.includes(writing(permission)));
          expect(scoped.has(permission)).toBe(whole.has(permission) && meant);
        }
      }),
    );
  });

  it('begins with the least role that is named for it', () => {
    for (const permission of PERMISSIONS) {
      const least = ROLES.indexOf(leastRoleFor(permission));
      for (const [rank, role] of ROLES.entries()) expect(permissionsOf(role).has(permission)).toBe(rank >= least);
    }
  });
});
