import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineHash, parseLineHash } from './line-name.ts';

it('an address names the line that it was made for', () => {
  const number = fc.nat(999_999_999);
  fc.assert(
    fc.property(fc.record({ task: number, attempt: number, sequence: number }), (line) => {
      expect(parseLineHash(lineHash(line))).toEqual(line);
    }),
  );
});

it('an address that names something else names no line', () => {
  for (const hash of ['', '#', '#L1', '#L0.1-', '#L0.1-x', '#top', '#L0.1-2&x', '#L0.1--2']) {
    expect(parseLineHash(hash)).toBeNull();
  }
});
