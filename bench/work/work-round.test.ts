import { describe, expect, it } from 'vitest';
import { describeRounds, usedBetween } from './work-round.ts';

describe('rounds of work', () => {
  it('are told by all items over all time, with the slowest and the fastest', () => {
    const rate = describeRounds([
      { items: 1_000, wallMs: 1_000, usedMs: { worker: 500, web: 1_000 } },
      { items: 1_000, wallMs: 3_000, usedMs: { worker: 700 } },
    ]);
    expect(rate).toMatchObject({ items: 2_000, perSecond: 500, highest: 1_000, usedMsEach: { worker: 0.6, web: 0.5 } });
    expect(rate.lowest).toBeCloseTo(333.3, 1);
    expect(rate.allMsEach).toBeCloseTo(1.1);
  });

  it('are none when nothing was measured', () => {
    expect(() => describeRounds([])).toThrow(RangeError);
  });

  it('count processor time for the part that a process belongs to, children included', () => {
    const before = [
      { pid: 1, parent: 0, usedMs: 100 },
      { pid: 2, parent: 1, usedMs: 0 },
      { pid: 9, parent: 0, usedMs: 5 },
    ];
    const after = before.map((one) => ({ ...one, usedMs: one.usedMs + 50 }));
    expect(usedBetween(before, after, { web: [1], worker: [7] })).toEqual({ web: 100, worker: 0 });
  });
});
