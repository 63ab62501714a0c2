import { describe, expect, it } from 'vitest';
import { SortError } from '../sort-error.ts';
import { printBlock } from '../text/print-block.ts';
import { blockBytes, numberBlock, textBlock } from './block.ts';
import { concatBlocks } from './rearrange.ts';
import { sliceByBytes } from './slice-by-bytes.ts';

const MOST = Number.POSITIVE_INFINITY;

describe('slices of a block', () => {
  it('are the block again, and none is larger than twice what is wanted but by its only element', () => {
    const block = textBlock(['aaaa', '', 'b', 'c'.repeat(100), 'd', 'ee', 'ff', 'g']);
    const slices = [...sliceByBytes(block, 16, MOST)];
    expect(printBlock(concatBlocks(slices))).toEqual(printBlock(block));
    expect(slices.length).toBeGreaterThan(2);
    for (const slice of slices) if (slice.count > 1) expect(blockBytes(slice)).toBeLessThanOrEqual(32);
  });

  it('of numbers are as large as is wanted', () => {
    const slices = [...sliceByBytes(numberBlock(new Int32Array(10)), 16, MOST)];
    expect(slices.map(({ count }) => count)).toEqual([4, 4, 2]);
  });

  it('are none of nothing', () => {
    expect([...sliceByBytes(textBlock([]), 16, MOST)]).toEqual([]);
  });

  it('refuse an element that is too large by itself', () => {
    expect(() => [...sliceByBytes(textBlock(['a', 'b'.repeat(100)]), 16, 64)]).toThrow(SortError);
  });
});
