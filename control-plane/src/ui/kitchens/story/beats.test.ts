import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Beat, lengthOf, paceOf, positionAt, startOf } from './beats.ts';

const beats: Beat[] = [
  { caption: 'one', forMs: 1_000, fromMs: 0, toMs: 5_000 },
  { caption: 'two', forMs: 2_000, fromMs: 5_000, toMs: 5_000 },
];

describe('a scene', () => {
  it('goes through the recording beat by beat', () => {
    expect(positionAt(beats, 500)).toEqual({ beat: 0, share: 0.5, atMs: 2_500, caption: 'one' });
    expect(positionAt(beats, 1_000)).toEqual({ beat: 1, share: 0, atMs: 5_000, caption: 'two' });
    expect(lengthOf(beats)).toBe(3_000);
    expect(startOf(beats, 1)).toBe(1_000);
    expect(paceOf(beats)).toBe(5);
  });

  it('stands at its ends, and an empty one nowhere', () => {
    expect(positionAt(beats, -5)).toMatchObject({ beat: 0, share: 0 });
    expect(positionAt(beats, 99_999)).toMatchObject({ beat: 1, share: 1 });
    expect(positionAt([], 10)).toMatchObject({ caption: '' });
  });

  it('never goes back as time goes on', () => {
    const some = fc.array(
      fc.record({ forMs: fc.integer({ min: 0, max: 5_000 }), length: fc.integer({ min: 0, max: 9_000 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(some, fc.nat(30_000), fc.nat(30_000), (drawn, one, other) => {
        let at = 0;
        const made = drawn.map(({ forMs, length }) => {
          const beat = { caption: '', forMs, fromMs: at, toMs: at + length };
          at += length;
          return beat;
        });
        const [first, later] = [Math.min(one, other), Math.max(one, other)].map((t) => positionAt(made, t));
        expect(first?.atMs).toBeLessThanOrEqual(later?.atMs ?? 0);
        expect(first?.beat).toBeLessThanOrEqual(later?.beat ?? 0);
      }),
    );
  });
});
