import { describe, expect, it } from 'vitest';
import { generateBlock } from '../generate/generate-block.ts';
import { type OrderWanted, orderOf } from '../order.ts';
import { decodeSample, drawSample, encodeSample } from '../sample/sample.ts';
import { printBlock } from '../text/print-block.ts';
import { isLineBlock, textBlock } from './block.ts';
import { decodeBlock, encodeBlock } from './encode-block.ts';
import { concatBlocks, sliceBlock, stretchesOf } from './rearrange.ts';

const ORDERS: readonly OrderWanted[] = [
  { type: 'int32' },
  { type: 'int64' },
  { type: 'float64' },
  { type: 'text' },
  { type: 'json', keyField: 'k', keyType: 'number' },
];

/** The same bytes as Node gives them: a Buffer somewhere within a larger piece of memory, at any alignment. */
function asReceived(bytes: Uint8Array, at: number): Buffer {
  const pool = Buffer.alloc(bytes.length + at + 7, 0xee);
  pool.set(bytes, at);
  return pool.subarray(at, at + bytes.length);
}

describe('a block as bytes', () => {
  it.each(ORDERS)('is read as the same from a Buffer at any place: $type', (wanted) => {
    const order = orderOf(wanted);
    const whole = generateBlock({ distribution: 'uniform', seed: 1, count: 50 }, order, 0, 50);
    const block = sliceBlock(whole, 7, 31);
    for (let at = 0; at < 9; at++) {
      const decoded = decodeBlock(asReceived(encodeBlock(block), at));
      expect(decoded.count).toBe(24);
      expect(printBlock(decoded)).toEqual(printBlock(block));
      if (isLineBlock(decoded) && isLineBlock(block)) {
        expect(printBlock({ ...decoded, lines: decoded.keys })).toEqual(printBlock({ ...block, lines: block.keys }));
      }
    }
  });

  it.each(ORDERS)('is refused where it is cut off, or is something else: $type', (wanted) => {
    const order = orderOf(wanted);
    const encoded = encodeBlock(generateBlock({ distribution: 'uniform', seed: 1, count: 5 }, order, 0, 5));
    for (const length of [0, 1, 15, 16, encoded.length - 1]) {
      expect(() => decodeBlock(encoded.subarray(0, length))).toThrow('these bytes are not a whole block of elements');
    }
    expect(() => decodeBlock(Uint8Array.of(...encoded, 0))).toThrow('these bytes are not a whole block');
    expect(() => decodeBlock(encoded.map((byte) => byte ^ 0x20))).toThrow('these bytes are not a whole block');
  });

  it('may be a sample, from a Buffer too', () => {
    const order = orderOf({ type: 'float64' });
    const block = generateBlock({ distribution: 'uniform', seed: 1, count: 50 }, order, 0, 50);
    const sample = drawSample(block, { count: 9, seed: 1, origin: { share: 2, first: 2 ** 40 } });
    for (let at = 0; at < 9; at++) expect(decodeSample(asReceived(encodeSample(sample), at))).toEqual(sample);
  });
});

describe('stretches of a block', () => {
  it('are the block again, and none is larger than wanted but by its only element', () => {
    const texts = ['aaaa', '', 'b', 'ccccccccccc', 'd', 'ee', 'ff', 'g'];
    const block = textBlock(texts);
    const stretches = [...stretchesOf(block, { elements: 3, textBytes: 4 })];
    expect(printBlock(concatBlocks(stretches))).toEqual(printBlock(block));
    for (const stretch of stretches) {
      expect(stretch.count).toBeLessThanOrEqual(3);
      if (stretch.count > 1) expect(printBlock(stretch).length - stretch.count).toBeLessThanOrEqual(4);
    }
    expect([...stretchesOf(textBlock([]), { elements: 3, textBytes: 4 })]).toEqual([]);
  });
});
