import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BETWEEN_KEYS_MS, type Begun, pressKey } from './key-sequence.ts';

const SEQUENCES = ['?', 's', 'g j', 'g a'];

/** Types keys one after another, the same time apart. */
function type(keys: readonly string[], apartMs = 100): string[] {
  const done: string[] = [];
  let begun: Begun | null = null;
  for (const [index, key] of keys.entries()) {
    const press = pressKey(begun, key, index * apartMs, SEQUENCES);
    begun = press.begun;
    if (press.done !== null) done.push(press.done);
  }
  return done;
}

describe('the keys of shortcuts', () => {
  it('are complete at once, or one after another', () => {
    expect(type(['?'])).toEqual(['?']);
    expect(type(['g', 'j'])).toEqual(['g j']);
    expect(type(['g', 'j', 'g', 'a', 's'])).toEqual(['g j', 'g a', 's']);
  });

  it('mean nothing when too much time passes between them', () => {
    expect(type(['g', 'j'], BETWEEN_KEYS_MS)).toEqual(['g j']);
    expect(type(['g', 'j'], BETWEEN_KEYS_MS + 1)).toEqual([]);
  });

  it('do nothing after a slip: what does not go on with a sequence is no shortcut of its own', () => {
    expect(type(['g', 's'])).toEqual([]);
    expect(type(['g', 's', 's'])).toEqual(['s']);
  });

  it('begin anew where the slip is itself a beginning', () => {
    expect(type(['g', 'g', 'j'])).toEqual(['g j']);
  });

  it('lead to nothing but the sequences that there are, each typed to its end', () => {
    const keys = fc.array(fc.constantFrom('g', 'j', 'a', 's', '?', 'x'), { maxLength: 30 });
    fc.assert(
      fc.property(keys, (typed) => {
        const done = type(typed);
        expect(done.every((sequence) => SEQUENCES.includes(sequence))).toBe(true);
        expect(typed.join(' ').length).toBeGreaterThanOrEqual(done.join(' ').length);
      }),
    );
  });
});
