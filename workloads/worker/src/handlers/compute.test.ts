import { computePayload } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workContext } from '../../../../test/fakes/work/work-context.ts';
import { compute } from './compute.ts';

const run = (payload: unknown, context = workContext()) => compute(computePayload.parse(payload), context);

describe('compute', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 3],
  ] as const)('digests %j', async (input, digest, bytes) => {
    const result = await run({ operation: 'digest', input });
    expect(result).toMatchObject({ operation: 'digest', algorithm: 'sha256', bytes });
    expect(result).toMatchObject({ digest });
  });

  it('digests by other algorithms', async () => {
    expect(await run({ operation: 'digest', algorithm: 'md5', input: 'abc' })).toMatchObject({
      digest: '900150983cd24fb0d6963f7d28e17f72',
    });
    expect(await run({ operation: 'digest', algorithm: 'sha3-256', input: '' })).toMatchObject({
      digest: 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a',
    });
  });

  // OEIS A006880: primes below powers of ten.
  it.each([
    [2, 1],
    [3, 2],
    [4, 2],
    [9, 4],
    [10, 4],
    [25, 9],
    [100, 25],
    [1_000_000, 78_498],
    [5_000_000, 348_513],
  ])('counts the primes up to %i', async (limit, primes) => {
    expect(await run({ operation: 'prime-count', limit })).toEqual({ operation: 'prime-count', limit, primes });
  });

  it('counts as a plain look at each number does', async () => {
    const isPrime = (n: number) => Array.from({ length: n }, (_, d) => d).every((d) => d < 2 || n % d !== 0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 400 }), async (limit) => {
        const expected = Array.from({ length: limit - 1 }, (_, n) => n + 2).filter(isPrime).length;
        expect(await run({ operation: 'prime-count', limit })).toMatchObject({ primes: expected });
      }),
      { numRuns: 30 },
    );
  });

  it('comes near π, the same with the same seed, and tells how far it is', async () => {
    const context = workContext();
    const payload = { operation: 'monte-carlo-pi', samples: 2_000_000, seed: 7 };
    const first = await run(payload, context);
    expect(first).toMatchObject({ samples: 2_000_000 });
    expect(first.operation === 'monte-carlo-pi' && first.error).toBeLessThan(0.005);
    expect(await run(payload)).toEqual(first);
    expect(await run({ ...payload, seed: 8 })).not.toEqual(first);
    expect(context.told).toEqual([1_000_000, 2_000_000]);
  });
});
