import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GenerationMemory } from './generation-memory.ts';
import { OffsetLedger } from './offset-ledger.ts';

describe('the ledger of the lane', () => {
  it('has nothing to commit before something was read', () => {
    expect(new OffsetLedger().committable()).toBeNull();
  });

  it('never passes an instruction that is not done, and passes all once they are', () => {
    const lengths = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(lengths, fc.infiniteStream(fc.nat()), (count, chances) => {
        const ledger = new OffsetLedger();
        const open = Array.from({ length: count }, (_, index) => BigInt(index + 100));
        for (const offset of open) ledger.opened(offset);
        let committed = 0n;
        while (open.length > 0) {
          const [done] = open.splice(Number(chances.next().value ?? 0) % open.length, 1);
          if (done !== undefined) ledger.done(done);
          const committable = ledger.committable();
          if (committable === null) continue;
          expect(committable).toBeGreaterThan(committed);
          for (const offset of open) expect(committable).toBeLessThanOrEqual(offset);
          committed = committable;
          ledger.committed(committable);
        }
        expect(committed).toBe(BigInt(count + 100));
        expect(ledger.committable()).toBeNull();
        expect(ledger.openCount).toBe(0);
      }),
    );
  });

  it('does not go back when records come again', () => {
    const ledger = new OffsetLedger();
    for (const offset of [1n, 2n, 3n]) ledger.opened(offset);
    for (const offset of [1n, 2n, 3n]) ledger.done(offset);
    ledger.committed(4n);
    ledger.opened(2n);
    expect(ledger.committable()).toBeNull();
  });
});

describe('the memory of generations', () => {
  it('keeps the highest of each attempt, and that it was removed', () => {
    const memory = new GenerationMemory();
    memory.raise('a', 3);
    memory.raise('a', 2);
    memory.markRemoved('a', 1);
    expect(memory.generationOf('a')).toBe(3);
    memory.raise('a', 4);
    expect([memory.generationOf('a'), memory.wasRemoved('a')]).toEqual([4, true]);
    expect([memory.generationOf('b'), memory.wasRemoved('b')]).toEqual([null, false]);
  });

  it('is bounded, forgets the longest untouched, and names held ones first', () => {
    const memory = new GenerationMemory(3);
    for (const [index, attemptId] of ['a', 'b', 'c'].entries()) memory.raise(attemptId, index);
    memory.raise('a', 7);
    memory.raise('d', 1);
    expect(memory.generationOf('b')).toBeNull();
    expect(memory.newest(2, ['c'])).toEqual({ c: 2, d: 1 });
  });
});
