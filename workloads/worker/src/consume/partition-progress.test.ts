import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartitionProgress } from './partition-progress.ts';

describe('how far a partition is', () => {
  it('never goes past a record that is open, never back, and reaches the end once all are done', () => {
    const offsets = fc.uniqueArray(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(offsets, fc.infiniteStream(fc.nat()), (given, chances) => {
        const waiting = [...given].sort((a, b) => (a < b ? -1 : 1));
        const end = (waiting.at(-1) ?? 0n) + 1n;
        const progress = new PartitionProgress();
        const open = new Set<bigint>();
        let before = progress.committable;
        expect(before).toBeNull();
        while (waiting.length + open.size > 0) {
          const chance = chances.next().value as number;
          const next = chance % 2 === 0 ? waiting.shift() : undefined;
          if (next !== undefined) {
            progress.begin(next);
            open.add(next);
          } else if (open.size > 0) {
            const ended = [...open][chance % open.size]!;
            open.delete(ended);
            progress.done(ended);
          } else continue;
          const { committable } = progress;
          if (committable === null) throw new Error('something was begun');
          for (const one of open) expect(one >= committable).toBe(true);
          expect(before === null || committable >= before).toBe(true);
          before = committable;
        }
        expect(progress.committable).toBe(end);
      }),
    );
  });
});
