import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIVERY_RETRY, decideNextTry, type TryOutcome } from './decide-next-try.ts';

const answered = (status: number, retryAfterMs: number | null = null): TryOutcome => ({
  kind: 'answered',
  status,
  retryAfterMs,
});
const { maxAttempts, initialDelayMs, maxDelayMs } = DELIVERY_RETRY;
const day = 24 * 3_600_000;

describe('what follows from a try to deliver', () => {
  it.each([
    [answered(200), 'DELIVERED'],
    [answered(204), 'DELIVERED'],
    [answered(299), 'DELIVERED'],
    [answered(301), 'PENDING'],
    [answered(404), 'PENDING'],
    [answered(500), 'PENDING'],
    [{ kind: 'unanswered' } as const, 'PENDING'],
    [{ kind: 'refused' } as const, 'FAILED'],
    [answered(410), 'FAILED'],
  ])('%j: %s', (outcome, state) => {
    expect(decideNextTry(outcome, 1, false, 0).state).toBe(state);
  });

  it('is an end for good at 410 alone', () => {
    expect(decideNextTry(answered(410), 1, false, 0)).toEqual({ state: 'FAILED', gone: true });
    expect(decideNextTry(answered(404), maxAttempts, false, 0)).toEqual({ state: 'FAILED', gone: false });
  });

  it('is nothing more after a test, whatever came of it', () => {
    expect(decideNextTry({ kind: 'unanswered' }, 1, true, 0).state).toBe('FAILED');
    expect(decideNextTry(answered(200), 1, true, 0).state).toBe('DELIVERED');
  });

  it('is another try within the bounds of the policy until the tries are used up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.nat(10 * day)),
        (tries, chance, retryAfterMs) => {
          const next = decideNextTry(answered(503, retryAfterMs), tries, false, chance);
          expect(next.state).toBe(tries >= maxAttempts ? 'FAILED' : 'PENDING');
          if (next.state !== 'PENDING') return;
          expect(next.delayMs).toBeGreaterThanOrEqual(initialDelayMs / 2);
          expect(next.delayMs).toBeLessThanOrEqual(maxDelayMs);
          expect(next.delayMs).toBeGreaterThanOrEqual(Math.min(retryAfterMs ?? 0, maxDelayMs));
        },
      ),
    );
  });

  it('has all its tries within a day, and most of one', () => {
    const total = (chance: number): number => {
      let sum = 0;
      for (let tries = 1; ; tries += 1) {
        const next = decideNextTry({ kind: 'unanswered' }, tries, false, chance);
        if (next.state !== 'PENDING') return sum;
        sum += next.delayMs;
      }
    };
    expect(total(0)).toBeLessThan(day);
    expect(total(1)).toBeGreaterThan(day / 3);
  });
});
