import { createHash } from 'node:crypto';
import type { ComputePayload, ComputeResult } from '@longshore/schemas';
import type { Handler, WorkContext } from './handler.ts';

type Of<Operation extends ComputePayload['operation']> = Extract<ComputePayload, { operation: Operation }>;

function digest({ algorithm, input }: Of<'digest'>): ComputeResult {
  const bytes = Buffer.from(input, 'utf8');
  return {
    operation: 'digest',
    algorithm,
    digest: createHash(algorithm).update(bytes).digest('hex'),
    bytes: bytes.length,
  };
}

/** Odd numbers of one window of the sieve: it fits into a processor's cache. */
const WINDOW = 262_144;

/** The odd primes up to a number, by the sieve of Eratosthenes. */
function oddPrimesTo(limit: number): number[] {
  const composite = new Uint8Array((limit >> 1) + 1);
  const primes: number[] = [];
  for (let n = 3; n <= limit; n += 2) {
    if (composite[n >> 1] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple <= limit; multiple += 2 * n) composite[multiple >> 1] = 1;
  }
  return primes;
}

/** Counts primes window by window, so that memory stays the same whatever the limit. */
function primeCount({ limit }: Of<'prime-count'>, { progress }: WorkContext): ComputeResult {
  const base = oddPrimesTo(Math.floor(Math.sqrt(limit)));
  const composite = new Uint8Array(WINDOW);
  let primes = 1;
  for (let low = 3; low <= limit; low += 2 * WINDOW) {
    const high = Math.min(limit, low + 2 * WINDOW - 2);
    composite.fill(0);
    for (const prime of base) {
      const first = Math.max(prime * prime, Math.ceil(low / prime) * prime);
      const odd = first % 2 === 0 ? first + prime : first;
      for (let multiple = odd; multiple <= high; multiple += 2 * prime) composite[(multiple - low) >> 1] = 1;
    }
    for (let index = 0; low + 2 * index <= high; index += 1) primes += 1 - (composite[index] ?? 1);
    progress(high, limit, 'numbers');
  }
  return { operation: 'prime-count', limit, primes };
}

/** Samples between two looks at how far it is. */
const SAMPLES_AT_ONCE = 1_000_000;

/** Points in the unit square by xorshift32 (Marsaglia 2003), each coordinate of 32 bits. */
function monteCarloPi({ samples, seed }: Of<'monte-carlo-pi'>, { progress }: WorkContext): ComputeResult {
  // A state of zero would stay zero.
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  let inside = 0;
  for (let done = 0; done < samples; ) {
    const until = Math.min(samples, done + SAMPLES_AT_ONCE);
    for (; done < until; done += 1) {
      const x = next();
      const y = next();
      if (x * x + y * y <= 1) inside += 1;
    }
    progress(done, samples, 'samples');
  }
  const estimate = (4 * inside) / samples;
  return { operation: 'monte-carlo-pi', samples, inside, estimate, error: Math.abs(estimate - Math.PI) };
}

/** Digests, primes, and π by chance. */
export const compute: Handler<'compute'> = (payload, context) => {
  if (payload.operation === 'digest') return digest(payload);
  return payload.operation === 'prime-count' ? primeCount(payload, context) : monteCarloPi(payload, context);
};
