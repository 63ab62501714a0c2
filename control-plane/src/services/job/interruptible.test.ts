import { describe, expect, it } from 'vitest';
import { interruptible } from './interruptible.ts';

describe('interruptible calls', () => {
  it('give back what they return, and throw what they throw', () => {
    const run = interruptible(1_000);
    expect(run(() => 7)).toBe(7);
    expect(() => run(() => JSON.parse('{'))).toThrow(SyntaxError);
  });

  it('are ended where they are when the budget is used up, and no other begins', () => {
    const run = interruptible(50);
    const startedAt = performance.now();
    expect(() =>
      run(() => {
        for (;;) Math.random();
      }),
    ).toThrow('too long');
    expect(() => run(() => 1)).toThrow('not tried');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
