import { SORT_DISTRIBUTIONS, sortInputSchema } from '@longshore/schemas';
import { sortPlanSchema } from '@longshore/schemas/sort';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedShares, topicShares } from './plan-shares.ts';
import { planSort, sortJobSpec, sortMemoryBytes } from './plan-sort.ts';

const workers = fc.integer({ min: 1, max: 64 });

describe('the shares of an input', () => {
  it('are all that is to be generated, one behind the other and of about the same size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), workers, (count, sorters) => {
        const input = { from: 'generated', distribution: 'zipf', count, seed: 1 } as const;
        const shares = generatedShares(input, sorters);
        let next = 0;
        for (const share of shares) {
          if (share.from !== 'generated') throw new Error(share.from);
          expect(share).toMatchObject({ first: next, total: count });
          expect(share.count).toBeGreaterThan(0);
          next += share.count;
        }
        expect(next).toBe(count);
        expect(shares.length).toBeLessThanOrEqual(512);
      }),
    );
  });

  it('are all records of a topic that are there, partition after partition', () => {
    const partitions = fc.array(
      fc.record({ start: fc.bigInt({ min: 0n, max: 1_000_000n }), records: fc.bigInt({ min: 0n, max: 1_000_000n }) }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(partitions, workers, (given, sorters) => {
        const ranges = given.map(({ start, records }, partition) => ({ partition, start, end: start + records }));
        const covered = new Map(ranges.map(({ partition, start }) => [partition, start]));
        for (const share of topicShares('orders', ranges.toReversed(), sorters)) {
          if (share.from !== 'topic') throw new Error(share.from);
          expect(BigInt(share.start)).toBe(covered.get(share.partition));
          covered.set(share.partition, BigInt(share.end));
        }
        expect([...covered]).toEqual(ranges.map(({ partition, end }) => [partition, end]));
      }),
    );
  });
});

describe('the plan of a sort', () => {
  it('is one that its log can begin with, with parts for every sorter that fit into its memory', () => {
    fc.assert(
      fc.property(
        workers,
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.constantFrom(...SORT_DISTRIBUTIONS),
        (sorters, count, distribution) => {
          const spec = sortInputSchema.parse({
            order: { type: 'int64' },
            input: { from: 'generated', distribution, count },
            workers: sorters,
          });
          const shares = spec.input.from === 'generated' ? generatedShares(spec.input, sorters) : [];
          const plan = planSort('id', spec, { shares, count, bytes: null });
          expect(sortPlanSchema.parse(plan)).toEqual(plan);
          expect(plan.parts).toBeGreaterThanOrEqual(Math.min(sorters, 256));
          expect((count * 8) / plan.parts).toBeLessThanOrEqual(sortMemoryBytes(spec));
          expect(plan.partCountMax).toBeGreaterThan(count / plan.parts);
        },
      ),
    );
  });

  it('is done by a coordinator and the sorters, as tasks of one job that is tried again', () => {
    const id = '01999999-9999-7999-8999-999999999999';
    const spec = sortInputSchema.parse({ input: { from: 'upload' }, workers: 3 });
    expect(sortJobSpec(id, spec, 'mine', 'eu-')).toMatchObject({
      kind: 'sort',
      name: 'mine',
      parallelism: 4,
      sort: { id, topicPrefix: 'eu-', memoryBytes: 128 * 1024 * 1024 },
      // A container that somebody kills ends with 137.
      retry: { reasons: expect.arrayContaining(['EXIT_NON_ZERO', 'OUT_OF_MEMORY', 'LOST', 'CONTAINER_VANISHED']) },
    });
  });
});
