import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchProgress } from './batch-progress.ts';

describe('how far a batch is', () => {
  it('never goes past a record that is not done, and reaches the end once all are', () => {
    const offsets = fc.uniqueArray(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(offsets, fc.infiniteStream(fc.nat()), (given, chances) => {
        const sorted = [...given].sort((a, b) => (a < b ? -1 : 1));
        const progress = new BatchProgress(sorted);
        const open = new Set(sorted);
        expect(progress.committable).toBeNull();
        while (open.size > 0) {
          const next = [...open][(chances.next().value as number) % open.size]!;
          open.delete(next);
          progress.done(next);
          const { committable } = progress;
          for (const one of open) expect(committable === null || one >= committable).toBe(true);
        }
        expect(progress.committable).toBe((sorted.at(-1) ?? 0n) + 1n);
      }),
    );
  });
});
