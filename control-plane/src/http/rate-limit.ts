import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../access/caller.ts';
import { ProblemError } from './problem-error.ts';

const WINDOW_SECONDS = 60;

/** How many requests may come in a minute, by one process of the web program. */
export interface RateLimits {
  /** Of one user or key, in all places together. */
  perCaller: number;
  /** Of one worker of the fleet, which asks in sets. */
  perWorker: number;
  /** Of one address, without credentials that count. */
  perAddress: number;
}

export interface Counted {
  /** Standard headers: draft-ietf-httpapi-ratelimit-headers-10 § 3 and § 4. */
  headers: Record<string, string>;
  /** Thrown when it was one too many. */
  refusal: ProblemError | null;
}

/** Counts requests, by who asks where that is known and by address where it is not. */
export class RateLimit {
  readonly #limits: RateLimits;
  readonly #callers: RateLimiterMemory;
  readonly #workers: RateLimiterMemory;
  readonly #addresses: RateLimiterMemory;

  constructor(limits: RateLimits) {
    this.#limits = limits;
    this.#callers = new RateLimiterMemory({ points: limits.perCaller, duration: WINDOW_SECONDS });
    this.#workers = new RateLimiterMemory({ points: limits.perWorker, duration: WINDOW_SECONDS });
    this.#addresses = new RateLimiterMemory({ points: limits.perAddress, duration: WINDOW_SECONDS });
  }

  /** Counts a request of somebody who is known. */
  ofCaller({ by, user, credentialId }: Caller): Promise<Counted> {
    if (by === 'worker') {
      return count(this.#workers, credentialId ?? by, { name: 'worker', quota: this.#limits.perWorker });
    }
    const key = by === 'api-key' ? `key/${credentialId}` : (user?.id ?? by);
    return count(this.#callers, key, { name: 'caller', quota: this.#limits.perCaller });
  }

  /** Counts a request of nobody that is known. */
  ofAddress(address: string | null): Promise<Counted> {
    return count(this.#addresses, network(address), { name: 'address', quota: this.#limits.perAddress });
  }
}

/** What is counted as one: an address of IPv4, or the 64 bits of IPv6 that one household has. */
function network(address: string | null): string {
  if (address === null) return 'unknown';
  return isIPv6(address) ? address.split(':').slice(0, 4).join(':') : address;
}

async function count(
  limiter: RateLimiterMemory,
  key: string,
  { name, quota }: { name: string; quota: number },
): Promise<Counted> {
  const state = await limiter.consume(key).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const headers = {
    'ratelimit-policy': `"${name}";q=${quota};w=${WINDOW_SECONDS}`,
    ratelimit: `"${name}";r=${state.remainingPoints};t=${seconds}`,
  };
  if (state.consumedPoints <= quota) return { headers, refusal: null };
  return {
    headers,
    refusal: new ProblemError({
      status: 429,
      code: 'too_many_requests',
      title: 'Too many requests',
      detail: `More than ${quota} requests in ${WINDOW_SECONDS} s.`,
      advice: `Wait ${seconds} s, as Retry-After says, and ask less often.`,
      retryAfterSeconds: seconds,
    }),
  };
}
