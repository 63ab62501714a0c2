import { expect, test } from 'vitest';
import { errorsByField, validatePassword, validateRegistry } from './registry-form.ts';

test('each field that is wrong says what would be right', () => {
  expect(validateRegistry({ registry: 'ghcr.io', username: 'anna' })).toEqual({});
  expect(validateRegistry({ registry: 'https://index.docker.io/v1/', username: 'anna' })).toEqual({});
  expect(validateRegistry({ registry: 'acme/tool', username: ' ' })).toEqual({
    registry: expect.stringContaining('the host of a registry as images name it'),
    username: 'who signs in',
  });
  expect(validateRegistry({ registry: 'registry', username: 'anna' })).toEqual({
    registry: expect.stringContaining('a name with a dot or a port'),
  });
  expect(validatePassword('')).toEqual({ password: 'a password, or an access token' });
  expect(validatePassword(' ')).toEqual({});
});

test('what the server says goes to the field that it is about', () => {
  const errors = [
    { path: 'password', message: 'at most 8192 characters' },
    { path: 'registry', message: 'first' },
    { path: 'registry', message: 'second' },
    { path: 'more', message: 'unknown field' },
  ];
  expect(errorsByField(errors)).toEqual({ password: 'at most 8192 characters', registry: 'first' });
});
