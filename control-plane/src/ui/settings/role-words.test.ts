import { ROLE_MEANINGS } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { roleWords } from './role-words.ts';

test('a role is told with what the roles before it may do', () => {
  expect(roleWords('viewer')).toBe(ROLE_MEANINGS.viewer);
  expect(roleWords('admin')).toBe(`${ROLE_MEANINGS.viewer} ${ROLE_MEANINGS.operator} ${ROLE_MEANINGS.admin}`);
});
