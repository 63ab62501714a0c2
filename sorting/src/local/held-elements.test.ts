import { describe, expect, it } from 'vitest';
import { blockBytes, numberBlock, textBlock } from '../block/block.ts';
import { orderOf } from '../order.ts';
import { HeldElements } from './held-elements.ts';

describe('the splitters of what is held', () => {
  it('are fewer than the elements, so that a long line is not there for each of many parts', () => {
    const held = new HeldElements();
    const lines = textBlock(['z', 'y', 'x'.repeat(1_000_000), 'a']);
    held.add(lines);
    const splitters = held.chooseSplitters(orderOf({ type: 'text' }), 100);
    expect(splitters.parts).toBe(4);
    expect(blockBytes(splitters.keys)).toBeLessThan(blockBytes(lines));
  });

  it('are as many as were asked for where there are elements enough, and in memory that threads share', () => {
    const held = new HeldElements();
    held.add(numberBlock(Int32Array.from({ length: 10_000 }, (_, index) => index)));
    const { parts, keys } = held.chooseSplitters(orderOf({ type: 'int32' }), 50);
    expect([parts, keys.count]).toEqual([50, 49]);
    expect(keys).toMatchObject({ values: { buffer: expect.any(SharedArrayBuffer) } });
    expect(new HeldElements().chooseSplitters(orderOf({ type: 'int32' }), 50).parts).toBe(1);
  });
});
