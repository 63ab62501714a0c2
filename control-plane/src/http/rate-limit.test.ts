import { describe, expect, it } from 'vitest';
import { keyCaller, OWNER } from '../access/caller.ts';
import { RateLimit } from './rate-limit.ts';

const anna = { id: 'u1', name: 'Anna', email: 'anna@example.org', role: 'operator' };
const key = (id: string) => keyCaller(anna, { id, name: id, scope: null, expiresAt: null });

describe('requests', () => {
  it('are counted by key, and told how many are left in the headers of the draft', async () => {
    const limit = new RateLimit({ perCaller: 2, perWorker: 3, perAddress: 1 });
    const first = await limit.ofCaller(key('k1'));
    expect(first.refusal).toBeNull();
    expect(first.headers['ratelimit-policy']).toBe('"caller";q=2;w=60');
    expect(first.headers.ratelimit).toMatch(/^"caller";r=1;t=(60|59)$/);
    expect((await limit.ofCaller(key('k1'))).refusal).toBeNull();
    const third = await limit.ofCaller(key('k1'));
    expect(third.refusal?.problem).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(third.refusal?.problem.retryAfterSeconds).toBeGreaterThan(0);
    expect(third.headers.ratelimit).toMatch(/r=0/);
    // Another key, and the owner's, have a count of their own.
    expect((await limit.ofCaller(key('k2'))).refusal).toBeNull();
    expect((await limit.ofCaller(OWNER)).refusal).toBeNull();
  });

  it('of nobody are counted by address, those of one household of IPv6 together', async () => {
    const limit = new RateLimit({ perCaller: 9, perWorker: 9, perAddress: 1 });
    expect((await limit.ofAddress('192.0.2.1')).refusal).toBeNull();
    expect((await limit.ofAddress('192.0.2.1')).refusal).not.toBeNull();
    expect((await limit.ofAddress('192.0.2.2')).refusal).toBeNull();
    expect((await limit.ofAddress('2001:db8:1:2::1')).refusal).toBeNull();
    expect((await limit.ofAddress('2001:db8:1:2::9')).refusal).not.toBeNull();
    expect((await limit.ofAddress(null)).refusal).toBeNull();
  });
});
