import { describe, expect, it } from 'vitest';
import { isLineBlock, numberBlock } from '../block/block.ts';
import { compareFloats } from '../block/compare.ts';
import { generateBlock } from '../generate/generate-block.ts';
import { DISTRIBUTIONS } from '../generate/value-at.ts';
import { orderOf } from '../order.ts';
import { checkOrder } from '../proof/check-order.ts';
import { multisetHash } from '../proof/multiset-hash.ts';
import { sharedBlock } from './shared-block.ts';
import { sortArrayLocally } from './sort-array-locally.ts';
import { sortByThreads } from './sort-by-threads.ts';

describe('an array', () => {
  it.each(DISTRIBUTIONS)('sorted by threads has the same numbers in order: %s', async (distribution) => {
    const count = 1_500_000;
    const order = orderOf({ type: 'int32', direction: distribution === 'zipf' ? 'desc' : 'asc' });
    const given = generateBlock({ distribution, seed: 1, count }, order, 0, count);
    if (isLineBlock(given)) throw new TypeError('Other elements than asked for');
    // Every other one has to be brought into shared memory.
    const sorted = await sortByThreads(distribution.length % 2 === 0 ? sharedBlock(given) : given, order, 2);
    expect(checkOrder(sorted, order, null).firstOutOfOrder).toBeNull();
    expect(multisetHash(sorted)).toEqual(multisetHash(given));
  });

  it('of one number, or none, is sorted by threads too', async () => {
    const order = orderOf({ type: 'float64' });
    for (const values of [[], [7]]) {
      const block = sharedBlock(numberBlock(Float64Array.from(values)));
      expect([...(await sortByThreads(block, order, 2)).values]).toEqual(values);
    }
  });

  it('may be of any type of numbers, descending too, and empty', async () => {
    const floats = Float64Array.of(2, Number.NaN, -0, 0, -1);
    expect([...(await sortArrayLocally(floats, { workers: 2 }))]).toEqual([...floats].sort(compareFloats));
    const big = BigInt64Array.of(1n, 3n, 2n);
    expect([...(await sortArrayLocally(big, { direction: 'desc', workers: 1 }))]).toEqual([3n, 2n, 1n]);
    expect([...(await sortArrayLocally(new Int32Array(0), { workers: 2 }))]).toEqual([]);
    expect([...floats]).toEqual([2, NaN, -0, 0, -1]);
  });
});
