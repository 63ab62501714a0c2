import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, numberBlock, textBlock } from '../block/block.ts';
import { sliceBlock } from '../block/rearrange.ts';
import { generateBlock } from '../generate/generate-block.ts';
import { DISTRIBUTIONS } from '../generate/value-at.ts';
import { type Order, orderOf } from '../order.ts';
import { classify } from './classify.ts';
import { countParts } from './deal.ts';
import { compareMarks, type Marks } from './marks.ts';
import { partition } from './partition.ts';
import { drawSample, mergeSamples } from './sample.ts';
import { sampleSize } from './sample-size.ts';
import { chooseSplitters, decodeSplitters, MOST_PARTS, type Splitters } from './splitters.ts';

const int32 = orderOf({ type: 'int32' });
const SHARES = 4;

/** Splitters chosen from shares as the machines that hold them would, and how large each part then is. */
function divide(block: Block, order: Order, parts: number): number[] {
  const drawn = sampleSize({ count: block.count, parts });
  const size = block.count / SHARES;
  const shares = Array.from({ length: SHARES }, (_, share) => sliceBlock(block, share * size, (share + 1) * size));
  const samples = shares.map((own, share) =>
    drawSample(own, { count: Math.ceil(drawn / SHARES), seed: 11, origin: { share, first: 0 } }),
  );
  const splitters = chooseSplitters(mergeSamples(samples, order), order, parts);
  const sizes = new Array<number>(parts).fill(0);
  for (const [share, own] of shares.entries()) {
    const counts = countParts(classify(own, splitters, order, { share, first: 0 }), parts);
    for (const [part, count] of counts.entries()) sizes[part] = (sizes[part] as number) + count;
  }
  return sizes;
}

describe('splitters', () => {
  it.each(DISTRIBUTIONS)(
    'from a sample of an eighth give parts that are at most 1.05 times the mean: %s',
    (distribution) => {
      const count = 2_000_000;
      expect(sampleSize({ count, parts: 8 })).toBeLessThan(count / 8);
      const sizes = divide(generateBlock({ distribution, seed: 9, count }, int32, 0, count), int32, 8);
      expect(Math.max(...sizes) / (count / 8)).toBeLessThanOrEqual(1.05);
    },
  );

  it('weigh what was drawn from shares of different sizes', () => {
    const small = numberBlock(new Int32Array(100).fill(1));
    const large = numberBlock(new Int32Array(900).fill(2));
    const samples = [small, large].map((block, share) =>
      drawSample(block, { count: 50, seed: 1, origin: { share, first: 0 } }),
    );
    const splitters = chooseSplitters(mergeSamples(samples, int32), int32, 10);
    const first = countParts(classify(small, splitters, int32, { share: 0, first: 0 }), 10);
    expect(first[0]).toBeGreaterThan(80);
  });

  it('of nothing leave all in the first part', () => {
    const splitters = chooseSplitters(mergeSamples([], int32), int32, 3);
    const parts = partition(numberBlock(Int32Array.of(1, 2)), splitters, int32, { share: 0, first: 0 });
    expect(parts.map(({ count }) => count)).toEqual([2, 0, 0]);
  });

  it('are not chosen for more parts than there can be, nor read from other bytes', () => {
    const none = mergeSamples([], int32);
    for (const parts of [0, 1.5, MOST_PARTS + 1]) {
      expect(() => chooseSplitters(none, int32, parts)).toThrow(`there can be 1 to ${MOST_PARTS} parts, not ${parts}`);
    }
    expect(() => decodeSplitters(Uint8Array.of(1, 2, 3))).toThrow('no sample and no splitters');
    expect(() => decodeSplitters(new Uint8Array(9).fill(255))).toThrow('no sample and no splitters');
  });
});

describe('the part of an element', () => {
  const blocks = fc.oneof(
    fc.array(fc.integer({ min: -3, max: 3 })).map((values) => numberBlock(Int32Array.from(values))),
    fc.array(fc.constantFrom(-0, 0, 1.5, Number.NaN)).map((values) => numberBlock(Float64Array.from(values))),
    fc.array(fc.bigInt({ min: -2n, max: 2n })).map((values) => numberBlock(BigInt64Array.from(values))),
    fc.array(fc.constantFrom('', 'a', 'a\0', 'aaaaaaa', 'aaaaaab', 'ä')).map(textBlock),
  );
  const origins = fc.record({ share: fc.nat(2), first: fc.nat(5) });

  it('is the number of splitters that do not come after it, by key, share and position', () => {
    fc.assert(
      fc.property(blocks, origins, fc.nat(8), fc.constantFrom('asc', 'desc'), (block, origin, marks, direction) => {
        const order = orderOf({ type: block.type, direction });
        const splitters = splittersOf(block, order, marks);
        const places: Marks = {
          keys: block,
          shares: new Uint32Array(block.count).fill(origin.share),
          positions: Float64Array.from({ length: block.count }, (_, index) => origin.first + index),
        };
        const compare = compareMarks(order);
        const expected = Array.from({ length: block.count }, (_, index) => {
          const before = Array.from(splitters.shares, (_, mark) => compare(splitters, mark, places, index) <= 0);
          return before.filter(Boolean).length;
        });
        expect([...classify(block, splitters, order, origin)]).toEqual(expected);
      }),
    );
  });

  /** Splitters from the block itself, at some places of some shares. */
  function splittersOf(block: Block, order: Order, marks: number): Splitters {
    const sample = mergeSamples(
      [0, 1, 2].map((share) => drawSample(block, { count: marks, seed: share, origin: { share, first: share * 2 } })),
      order,
    );
    return chooseSplitters(sample, order, marks + 1);
  }
});
