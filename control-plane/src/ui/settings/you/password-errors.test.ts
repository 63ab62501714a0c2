import { expect, test } from 'vitest';
import { errorsByField, validatePasswords } from './password-errors.ts';

test('each password that is wrong says what would be right', () => {
  expect(validatePasswords({ current: 'x', next: 'long enough to be one' })).toEqual({});
  expect(validatePasswords({ current: '', next: 'short' })).toEqual({
    current: 'the password as it is',
    next: 'at least 12 characters',
  });
});

test('what the server says goes to the field that it is about', () => {
  const errors = [
    { path: 'current', message: 'not the password as it is' },
    { path: 'more', message: 'unknown field' },
  ];
  expect(errorsByField(errors)).toEqual({ current: 'not the password as it is' });
});
