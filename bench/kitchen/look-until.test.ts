import { describe, expect, it } from 'vitest';
import { lookUntil } from './look-until.ts';

const { signal } = new AbortController();

describe('looking until something is seen', () => {
  it('gives what was seen', async () => {
    let looks = 0;
    const look = async () => (++looks < 3 ? null : { looks });
    expect(await lookUntil('it is there', look, { everyMs: 1, timeoutMs: 5_000, signal })).toEqual({ looks: 3 });
  });

  it('says in vain what it waited for', async () => {
    const wait = lookUntil('it is there', async () => null, { everyMs: 1, timeoutMs: 5, signal });
    await expect(wait).rejects.toThrow('Waited 0.005 s until it is there');
  });

  it('ends with the reason of who interrupts it, also within a pause', async () => {
    const interruption = new AbortController();
    const look = async () => {
      setImmediate(() => interruption.abort(new Error('interrupted')));
      return null;
    };
    const wait = lookUntil('it is there', look, { everyMs: 60_000, timeoutMs: 60_000, signal: interruption.signal });
    await expect(wait).rejects.toThrow('interrupted');
  });
});
