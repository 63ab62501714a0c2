import { scalingPatch } from '@longshore/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorsByField, formOfScaling, toScaling, validateScaling } from './scaling-form.ts';

const scaling = { minimum: 0, maximum: 4, itemsPerWorker: 100, idleMs: 60_000 };

test('limits come out of their form as they went in', () => {
  expect(toScaling(formOfScaling(scaling))).toEqual(scaling);
});

test('each field that is wrong says what would be right', () => {
  expect(validateScaling({ minimum: -1, maximum: 51, itemsPerWorker: '', idleSeconds: 0 })).toEqual({
    minimum: 'a whole number from 0 to 50',
    maximum: 'a whole number from 0 to 50',
    itemsPerWorker: 'a whole number from 1 to 1,000,000',
    idleSeconds: 'a number from 1 to 86,400',
  });
  expect(validateScaling({ ...formOfScaling(scaling), minimum: 5 })).toEqual({ minimum: 'at most 4, as the most is' });
});

test('what passes here passes the schema of the server', () => {
  const value = fc.oneof(fc.constant<''>(''), fc.double({ min: -5, max: 2_000_000, noNaN: true }), fc.integer());
  fc.assert(
    fc.property(fc.record({ minimum: value, maximum: value, itemsPerWorker: value, idleSeconds: value }), (form) => {
      const passes = Object.keys(validateScaling(form)).length === 0;
      if (passes) expect(scalingPatch.safeParse(toScaling(form)).success).toBe(true);
    }),
    { examples: [[{ minimum: 1, maximum: 50, itemsPerWorker: 1, idleSeconds: 1.5 }]] },
  );
});

test('what the server says goes to the field that it is about', () => {
  expect(
    errorsByField([
      { path: 'idleMs', message: 'too long' },
      { path: 'other', message: 'no' },
    ]),
  ).toEqual({
    idleSeconds: 'too long',
  });
});
