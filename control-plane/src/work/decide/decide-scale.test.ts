import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideScale, type QueueFacts } from './decide-scale.ts';

const quiet: QueueFacts = {
  minimum: 0,
  maximum: 4,
  itemsPerWorker: 100,
  idleMs: 60_000,
  waiting: 0,
  processing: 0,
  running: 0,
  others: 0,
  idleForMs: 0,
  failedLately: false,
};
const busy: QueueFacts = { ...quiet, waiting: 250, idleForMs: null };

const count = (most: number) => fc.integer({ min: 0, max: most });
const anyFacts: fc.Arbitrary<QueueFacts> = fc
  .record({
    minimum: count(10),
    maximum: count(50),
    itemsPerWorker: fc.integer({ min: 1, max: 1_000 }),
    idleMs: count(100_000),
    waiting: count(100_000),
    processing: count(1_000),
    running: count(60),
    others: count(10),
    idleForMs: count(200_000),
    failedLately: fc.boolean(),
  })
  .map((facts) => ({ ...facts, idleForMs: facts.waiting + facts.processing > 0 ? null : facts.idleForMs }));

describe('scaling the workers of a queue', () => {
  it('starts as many as what waits calls for, and one for a single item', () => {
    expect(decideScale(busy)).toEqual({ start: 3, stop: 0 });
    expect(decideScale({ ...busy, waiting: 1 })).toEqual({ start: 1, stop: 0 });
    expect(decideScale({ ...busy, running: 3 })).toEqual({ start: 0, stop: 0 });
  });

  it('counts workers that run elsewhere', () => {
    expect(decideScale({ ...busy, others: 2 })).toEqual({ start: 1, stop: 0 });
    expect(decideScale({ ...busy, waiting: 1, others: 1 })).toEqual({ start: 0, stop: 0 });
  });

  it('stops them only after a while without anything to do, down to the least', () => {
    expect(decideScale({ ...quiet, running: 3, idleForMs: 59_999 })).toEqual({ start: 0, stop: 0 });
    expect(decideScale({ ...quiet, running: 3, idleForMs: 60_000, minimum: 1 })).toEqual({ start: 0, stop: 2 });
    expect(decideScale({ ...quiet, minimum: 2 })).toEqual({ start: 2, stop: 0 });
  });

  it('starts none while the last one has just failed', () => {
    expect(decideScale({ ...busy, failedLately: true })).toEqual({ start: 0, stop: 0 });
  });

  it('keeps within its limits, never starts and stops at once, and never stops below the least', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { start, stop } = decideScale(facts);
        const after = facts.running + start - stop;
        const most = Math.max(facts.minimum, facts.maximum);
        expect(start >= 0 && stop >= 0 && (start === 0 || stop === 0)).toBe(true);
        expect(after).toBeLessThanOrEqual(most);
        if (stop > 0) expect(after).toBeGreaterThanOrEqual(Math.min(facts.minimum, facts.running));
      }),
    );
  });

  it('comes to rest: what was decided is not taken back while nothing changes', () => {
    fc.assert(
      fc.property(anyFacts, (first) => {
        let facts = { ...first, failedLately: false };
        for (let looks = 0; looks < 100; looks += 1) {
          const { start, stop } = decideScale(facts);
          if (start + stop === 0) return;
          const before = facts.running;
          facts = { ...facts, running: facts.running + start - stop };
          const next = decideScale(facts);
          if (start > 0) expect(next.stop).toBe(0);
          if (stop > 0 && before <= Math.max(facts.minimum, facts.maximum)) expect(next.start).toBe(0);
        }
        throw new Error('it never comes to rest');
      }),
    );
  });
});
