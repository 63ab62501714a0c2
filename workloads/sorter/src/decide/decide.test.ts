import { EMPTY_SORT, evolve, leavesInOrder } from '@longshore/schemas/sort';
import { concatBlocks, numberBlock, sortBlock } from '@longshore/sorting';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOf } from '../../../../test/fakes/sorts/play-sort.ts';
import { SimulatedSort } from '../../../../test/fakes/sorts/simulated-sort.ts';

const shares = fc.array(
  fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 }).map((values) => numberBlock(Int32Array.from(values))),
  { minLength: 1, maxLength: 5 },
);
const seed = fc.integer({ min: 1, max: 0x7fff_ffff });

describe('a sort whose participants die, are doubled and are replaced, and whose records come late, twice and in any order', () => {
  it('is exactly right, whatever happens', () => {
    fc.assert(
      fc.property(shares, seed, fc.integer({ min: 0, max: 600 }), (inputs, chaos, steps) => {
        const plan = planOf({ partCountMax: 25, failuresMax: 1_000 });
        const { state, result } = new SimulatedSort(plan, inputs, chaos).run({ steps });
        expect(state.ended).toMatchObject({ outcome: 'completed' });
        const all = concatBlocks(inputs);
        const expected = sortBlock(all, plan.order);
        expect(result.count === 0 ? [] : result).toEqual(all.count === 0 ? [] : expected);
      }),
      { numRuns: 400 },
    );
  });

  it('splits again what is too large, and ends where it is as deep as it may be', () => {
    const values = Int32Array.from({ length: 400 }, (_, index) => (index * 7919) % 13);
    const plan = planOf({ partCountMax: 10, depthMax: 3, failuresMax: 1_000 });
    const { state, result } = new SimulatedSort(plan, [numberBlock(values)], 5).run({ steps: 50 });
    expect(result).toEqual(sortBlock(numberBlock(values), plan.order));
    const depths = leavesInOrder(state).map(({ depth }) => depth);
    expect(Math.max(...depths)).toBe(3);
  });
});

describe('the fold of a control log', () => {
  it('takes records in any order and number without a fault, and never changes what has ended', () => {
    fc.assert(
      fc.property(shares, seed, (inputs, chaos) => {
        const sort = new SimulatedSort(planOf({ failuresMax: 1_000 }), inputs, chaos);
        sort.run({ steps: 100 });
        const shuffled = [...sort.log, ...sort.log].sort(
          (a, b) => JSON.stringify(a).length * chaos - JSON.stringify(b).length * chaos,
        );
        expect(() => shuffled.reduce(evolve, EMPTY_SORT)).not.toThrow();
        const once = sort.log.reduce(evolve, EMPTY_SORT);
        const twice = sort.log.reduce(evolve, once);
        expect({ ...twice, refused: 0 }).toEqual({ ...once, refused: 0 });
      }),
      { numRuns: 30 },
    );
  });
});
