import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberBlock, textBlock } from '../block/block.ts';
import { encodeBlock } from '../block/encode-block.ts';
import { sliceBlock } from '../block/rearrange.ts';
import { orderOf } from '../order.ts';
import { bordersInOrder } from './borders-in-order.ts';
import { checkOrder } from './check-order.ts';
import { combineHashes, EMPTY_HASH, multisetHash, sameMultiset } from './multiset-hash.ts';

const ints = (values: readonly number[]) => numberBlock(Int32Array.from(values));

describe('the multiset hash', () => {
  it('is the same for the same elements in any order and any blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.nat(), (texts, cut) => {
        const block = textBlock(texts.toReversed());
        const at = cut % (texts.length + 1);
        const halves = [sliceBlock(block, 0, at), sliceBlock(block, at, texts.length)].map(multisetHash);
        expect(halves.reduce(combineHashes, EMPTY_HASH)).toEqual(multisetHash(textBlock(texts)));
      }),
    );
  });

  it('is another for other elements', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(), fc.integer(), (values, place, other) => {
        const changed = values.with(place % values.length, other);
        const isSame = sameMultiset(multisetHash(ints(values)), multisetHash(ints(changed)));
        expect(isSame).toBe(values.at(place % values.length) === other);
      }),
    );
  });

  it('sees that one element took the place of another of the same sum, and that a pair is there twice', () => {
    expect(sameMultiset(multisetHash(ints([1, 3])), multisetHash(ints([2, 2])))).toBe(false);
    expect(sameMultiset(multisetHash(ints([1, 2, 5, 5])), multisetHash(ints([1, 2, 6, 6])))).toBe(false);
  });

  it('sees what is only at the end of a text, and where texts begin', () => {
    expect(sameMultiset(multisetHash(textBlock(['ab', 'c'])), multisetHash(textBlock(['a', 'bc'])))).toBe(false);
    expect(sameMultiset(multisetHash(textBlock(['a\0'])), multisetHash(textBlock(['a'])))).toBe(false);
  });

  it('holds one NaN for another, and -0 not for 0', () => {
    const other = new Float64Array(new BigInt64Array([-1n]).buffer);
    const hash = (values: Float64Array) => multisetHash(numberBlock(values));
    expect(hash(other)).toEqual(hash(Float64Array.of(Number.NaN)));
    expect(hash(Float64Array.of(-0))).not.toEqual(hash(Float64Array.of(0)));
  });

  it('has no two alike among neighbouring numbers', () => {
    const hashes = new Set<string>();
    for (let value = 0; value < 20_000; value++) hashes.add(multisetHash(ints([value])).sum);
    expect(hashes.size).toBe(20_000);
  });
});

describe('the order check', () => {
  const order = orderOf({ type: 'int32' });

  it('names the first element that is out of order, also after the block before', () => {
    const first = checkOrder(ints([1, 2, 2]), order, null);
    expect(first.firstOutOfOrder).toBeNull();
    expect(checkOrder(ints([2, 4, 3]), order, first.last).firstOutOfOrder).toBe(2);
    expect(checkOrder(ints([1, 2]), order, first.last).firstOutOfOrder).toBe(0);
    expect(checkOrder(ints([]), order, first.last)).toEqual({ firstOutOfOrder: null, last: first.last });
  });

  it('knows what comes first when descending', () => {
    const descending = orderOf({ type: 'int32', direction: 'desc' });
    expect(checkOrder(ints([3, 2, 2]), descending, null).firstOutOfOrder).toBeNull();
    expect(checkOrder(ints([2, 3]), descending, null).firstOutOfOrder).toBe(1);
  });
});

describe('the borders of parts', () => {
  const order = orderOf({ type: 'int32' });
  const part = (first: number, last: number) => ({
    first: encodeBlock(ints([first])),
    last: encodeBlock(ints([last])),
  });
  const empty = { first: null, last: null };

  it('are in order where each part begins with what the one before ends with, or later', () => {
    expect(bordersInOrder([], order)).toBe(true);
    expect(bordersInOrder([part(1, 3), part(3, 3), empty, part(3, 9)], order)).toBe(true);
    expect(bordersInOrder([part(9, 5), part(5, 2)], orderOf({ type: 'int32', direction: 'desc' }))).toBe(true);
  });

  it('are not where one begins before, also beyond parts without elements', () => {
    expect(bordersInOrder([part(1, 3), part(2, 9)], order)).toBe(false);
    expect(bordersInOrder([part(1, 3), empty, empty, part(2, 9)], order)).toBe(false);
    expect(bordersInOrder([part(1, 2), part(3, 4)], orderOf({ type: 'int32', direction: 'desc' }))).toBe(false);
  });
});
