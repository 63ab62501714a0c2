import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_PATTERN, newId, uuidV7 } from './ids.ts';

describe('an id', () => {
  it('has the form of a UUID of version 7', () => {
    expect(newId()).toMatch(ID_PATTERN);
    expect(newId()[14]).toBe('7');
  });

  it('sorts by the time it was made', () => {
    const moment = fc.integer({ min: 0, max: 2 ** 47 });
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(moment, moment, random, random, (a, b, left, right) => {
        if (a < b) expect(uuidV7(a, left) < uuidV7(b, right)).toBe(true);
      }),
    );
  });
});
