import { expect, test } from 'vitest';
import { errorsByField, FIRST_KEY, toKey, validateKey } from './key-form.ts';

test('what is chosen is what is sent; all that the owner may do is said by leaving the scope out', () => {
  expect(toKey({ ...FIRST_KEY, name: ' ci ' })).toEqual({ name: 'ci', scope: ['jobs:read'], expiresInDays: 90 });
  expect(toKey({ ...FIRST_KEY, name: 'ci', all: true, lifetime: 'never' })).toEqual({ name: 'ci' });
});

test('a key without a name, or for nothing, is said to be wrong', () => {
  expect(validateKey({ ...FIRST_KEY, name: 'ci' })).toEqual({});
  expect(validateKey({ ...FIRST_KEY, name: ' ', scope: { jobs: 'none' } })).toEqual({
    name: 'what it is for',
    scope: 'at least one permission; leave it out for all that its owner may do',
  });
  expect(errorsByField([{ path: 'scope[0]', message: 'unknown' }])).toEqual({ scope: 'unknown' });
});
