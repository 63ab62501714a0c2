import { FAILURES, type FailureCode, retrySchema } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRetry } from './decide-retry.ts';

const policy = retrySchema.parse({});
const lost = { code: 'LOST' as const, retryable: true, attemptsMade: 1, stopWanted: false };

describe('deciding about another try', () => {
  it('tries again what another try may cure, and says so', () => {
    expect(decideRetry(lost, policy, 0)).toEqual({ retry: true, delayMs: 1_000, because: 'try 2 of 3 in 1.0 s' });
  });

  it('ends when all tries are used up', () => {
    expect(decideRetry({ ...lost, attemptsMade: 3 }, policy, 0)).toMatchObject({
      retry: false,
      because: 'all 3 tries are used up',
    });
  });

  it('does not try again what fails the same way each time, unless the job names it', () => {
    const failed = { ...lost, code: 'EXIT_NON_ZERO' as const, retryable: false };
    expect(decideRetry(failed, policy, 0).retry).toBe(false);
    expect(decideRetry(failed, { ...policy, reasons: ['EXIT_NON_ZERO'] }, 0).retry).toBe(true);
  });

  it('does not try again when a stop is wanted', () => {
    expect(decideRetry({ ...lost, stopWanted: true }, policy, 0).retry).toBe(false);
  });

  it('believes an agent that says that a failure will repeat', () => {
    expect(decideRetry({ ...lost, retryable: false }, policy, 0).retry).toBe(false);
  });

  it('never waits longer than the cap nor less than half of the grown delay', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(FAILURES) as FailureCode[])),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (code, attemptsMade, initialDelayMs, maxDelayMs, chance) => {
          const wanted = { maxAttempts: 100, initialDelayMs, maxDelayMs, reasons: [code] };
          const decision = decideRetry({ code, retryable: true, attemptsMade, stopWanted: false }, wanted, chance);
          const grown = Math.min(initialDelayMs * 2 ** (attemptsMade - 1), maxDelayMs);
          expect(decision.retry).toBe(true);
          expect(decision.delayMs).toBeLessThanOrEqual(grown);
          expect(decision.delayMs).toBeGreaterThanOrEqual(Math.floor(grown / 2));
        },
      ),
    );
  });
});
