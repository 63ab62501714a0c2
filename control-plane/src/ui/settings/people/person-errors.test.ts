import { expect, test } from 'vitest';
import { errorsByField, validatePerson } from './person-errors.ts';

test('each field that is wrong says what would be right', () => {
  expect(validatePerson({ name: 'Anna', email: ' anna@example.org ', role: 'viewer' })).toEqual({});
  expect(validatePerson({ name: ' ', email: 'anna', role: 'viewer' })).toEqual({
    name: 'how people call them',
    email: 'an address such as anna@example.org',
  });
  expect(errorsByField([{ path: 'role', message: 'none' }])).toEqual({});
});
