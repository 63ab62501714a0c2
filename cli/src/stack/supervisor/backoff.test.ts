import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restartDelay, restartPolicy } from './backoff.ts';

describe('the delay before a restart', () => {
  it('doubles with each early death up to the cap', () => {
    const delays: number[] = [];
    let consecutive = 0;
    for (let death = 0; death < 9; death += 1) {
      const next = restartDelay(restartPolicy, consecutive, 100, 0.5);
      delays.push(next.delayMs);
      consecutive = next.consecutive;
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('begins anew for a service that ran long enough', () => {
    const next = restartDelay(restartPolicy, 6, restartPolicy.forgiveAfterMs, 0.5);
    expect(next).toEqual({ delayMs: 500, consecutive: 1 });
  });

  it('is always spread by at most a fifth, and never above the cap and its spread', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(120_000),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (deaths, ranMs, random) => {
          const middle = restartDelay(restartPolicy, deaths, ranMs, 0.5).delayMs;
          const { delayMs } = restartDelay(restartPolicy, deaths, ranMs, random);
          expect(delayMs).toBeGreaterThanOrEqual(Math.floor(middle * 0.8));
          expect(delayMs).toBeLessThanOrEqual(Math.ceil(middle * 1.2));
          expect(delayMs).toBeLessThanOrEqual(restartPolicy.maxDelayMs * 1.2);
        },
      ),
    );
  });
});
