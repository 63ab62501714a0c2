import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadHorizon } from './read-horizon.ts';

describe('up to when all was read', () => {
  it('is the time of asking once as much was folded as lay unread then', () => {
    const horizon = new ReadHorizon();
    expect(horizon.caughtUpSince(0, 0)).toBeNull();
    horizon.sample(100, 5n, 10);
    expect(horizon.caughtUpSince(110, 14)).toBeNull();
    expect(horizon.caughtUpSince(120, 15)).toBe(120);
    expect(horizon.untilMs).toBe(100);
  });

  it('goes on under steady traffic, where something always lies unread', () => {
    const horizon = new ReadHorizon();
    let folded = 0;
    for (let atMs = 0; atMs < 10_000; atMs += 300) {
      horizon.sample(atMs, 40n, folded);
      folded += 60;
      horizon.caughtUpSince(atMs + 300, folded);
    }
    expect(horizon.untilMs).toBe(9_900);
    expect(horizon.caughtUpSince(10_000, folded)).toBe(300);
  });

  it('stands still while nothing is read, and silence counts anew from when it goes on', () => {
    const horizon = new ReadHorizon();
    horizon.sample(0, 0n, 0);
    expect(horizon.caughtUpSince(10, 0)).toBe(10);
    horizon.sample(300, 100n, 0);
    expect(horizon.caughtUpSince(2_500, 0)).toBeNull();
    horizon.sample(2_600, 0n, 100);
    expect(horizon.caughtUpSince(2_700, 100)).toBe(2_700);
  });

  it('is not known after an interruption, until it was asked again', () => {
    const horizon = new ReadHorizon();
    horizon.sample(0, 0n, 0);
    expect(horizon.caughtUpSince(10, 0)).toBe(10);
    horizon.sample(20, null, 0);
    expect(horizon.caughtUpSince(30, 0)).toBeNull();
    expect(horizon.untilMs).toBeNull();
  });

  it('is never later than a time whose records were all folded', () => {
    // Of each step: records that came, and how many of those unread were folded.
    const steps = fc.array(fc.tuple(fc.nat(20), fc.nat(30)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, (given) => {
        const horizon = new ReadHorizon();
        const came: number[] = [];
        let [written, folded] = [0, 0];
        for (const [index, [more, some]] of given.entries()) {
          written += more;
          came.push(written);
          horizon.sample(index * 100, BigInt(written - folded), folded);
          folded = Math.min(written, folded + some);
          horizon.caughtUpSince(index * 100 + 50, folded);
          const { untilMs } = horizon;
          if (untilMs !== null) expect(came[untilMs / 100]).toBeLessThanOrEqual(folded);
        }
      }),
    );
  });
});
