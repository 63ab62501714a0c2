import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failures, LOCKED_MS, locksNow, mayTry, stricter, type Verdict, withOneMore } from './sign-in-rule.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const after = (count: number, agoMs: number) => ({ count, lastAt: new Date(NOW.getTime() - agoMs) });

describe('a password', () => {
  it('may be tried at once after a few wrong ones: people mistype', () => {
    expect(mayTry('account', null, NOW)).toEqual({ kind: 'try' });
    expect(mayTry('account', after(4, 0), NOW)).toEqual({ kind: 'try' });
  });

  it('waits from the fifth on, twice as long each time', () => {
    const waits = [5, 6, 7, 8].map((count) => mayTry('account', after(count, 0), NOW));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000].map((waitMs) => ({ kind: 'wait', waitMs })));
    expect(mayTry('account', after(6, 1_999), NOW)).toEqual({ kind: 'wait', waitMs: 1 });
    expect(mayTry('account', after(6, 2_000), NOW)).toEqual({ kind: 'try' });
  });

  it('is not taken at all for a quarter of an hour after the twelfth', () => {
    expect(locksNow('account', 12)).toBe(true);
    expect(mayTry('account', after(12, 60_000), NOW)).toEqual({
      kind: 'locked',
      of: 'account',
      until: new Date(NOW.getTime() - 60_000 + LOCKED_MS),
    });
    expect(mayTry('account', after(12, LOCKED_MS), NOW)).toEqual({ kind: 'try' });
  });

  it('begins anew when the wrong ones before are a quarter of an hour old', () => {
    expect(withOneMore(after(11, LOCKED_MS - 1), NOW)).toBe(12);
    expect(withOneMore(after(12, LOCKED_MS), NOW)).toBe(1);
  });

  it('is guessed at most twelve times in a quarter of an hour, however fast somebody asks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 50, maxLength: 400 }), (pauses) => {
        let [nowMs, tried] = [NOW.getTime(), 0];
        let failures = null as Failures | null;
        for (const pause of pauses) {
          nowMs += pause;
          if (nowMs - NOW.getTime() >= LOCKED_MS) break;
          if (mayTry('account', failures, new Date(nowMs)).kind !== 'try') continue;
          tried += 1;
          const now = new Date(nowMs);
          failures = { count: failures === null ? 1 : withOneMore(failures, now), lastAt: now };
        }
        expect(tried).toBeLessThanOrEqual(12);
      }),
    );
  });

  it('is refused by the stricter of what account and address say', () => {
    const [go, wait, longer]: Verdict[] = [{ kind: 'try' }, { kind: 'wait', waitMs: 1 }, { kind: 'wait', waitMs: 2 }];
    const locked: Verdict = { kind: 'locked', until: NOW, of: 'address' };
    if (go === undefined || wait === undefined || longer === undefined) throw new Error('unreachable');
    expect(stricter(go, go)).toBe(go);
    expect(stricter(go, wait)).toBe(wait);
    expect(stricter(wait, go)).toBe(wait);
    expect(stricter(wait, longer)).toBe(longer);
    expect(stricter(longer, wait)).toBe(longer);
    expect(stricter(wait, locked)).toBe(locked);
    expect(stricter(locked, go)).toBe(locked);
  });
});
