import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIndexedPng } from './indexed-png.ts';

type Rows = number[][];

/** A PNG of colours, each row filtered by what stands before it: by nothing, the left, or the one above. */
function pngOf(rows: Rows, filters: readonly number[]): Buffer {
  const bytes = rows.map((row) => Buffer.from(row.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255])));
  const filtered = bytes.flatMap((row, y) => {
    const filter = filters[y % filters.length] ?? 0;
    const above = bytes[y - 1];
    const body = row.map((value, x) => {
      if (filter === 1) return value - (row[x - 3] ?? 0);
      return filter === 2 ? value - (above?.[x] ?? 0) : value;
    });
    return [Buffer.from([filter]), Buffer.from(body)];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(rows[0]?.length ?? 0, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(filtered)))]);
}

/** The colours of a picture with a palette, as a reader of PNG would have them. */
function coloursOf(png: Buffer): Rows {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    parts.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const header = parts.get('IHDR') ?? Buffer.alloc(13);
  expect([...header.subarray(8)]).toEqual([8, 3, 0, 0, 0]);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const palette = parts.get('PLTE') ?? Buffer.alloc(0);
  const rows = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0));
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_each, x) => palette.readUIntBE((rows[y * (width + 1) + 1 + x] ?? 0) * 3, 3)),
  );
}

describe('a picture with a palette', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff });

  it('has the very colours of the picture that it was made of, as long as there are no more than 256', () => {
    const size = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
    const filters = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 });
    const picture = size.chain(([width, height]) =>
      fc.array(fc.array(colour, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    );
    fc.assert(
      fc.property(picture, filters, (rows, by) => {
        expect(coloursOf(toIndexedPng(pngOf(rows, by)))).toEqual(rows);
      }),
    );
  });

  it('keeps a colour of its own that few pixels have, and takes the nearest for what hardly differs', () => {
    const greys = Array.from({ length: 300 }, (_, index) => (index % 256) * 0x010101 + (index < 256 ? 0 : 1));
    const rows = [greys, greys, greys.with(7, 0x00ff20)];
    const made = coloursOf(toIndexedPng(pngOf(rows, [0])));
    expect(made[2]?.[7]).toBe(0x00ff20);
    for (const [index, colour] of (made[0] ?? []).entries()) {
      expect(Math.abs((colour & 255) - ((greys[index] ?? 0) & 255))).toBeLessThan(4);
    }
  });

  it('is made of nothing else than what a browser makes', () => {
    expect(() => toIndexedPng(Buffer.from('GIF89a, and then some'))).toThrow('not a PNG');
    const grey = pngOf([[0]], [0]);
    grey[8 + 8 + 9] = 0;
    expect(() => toIndexedPng(grey)).toThrow('three bytes a pixel');
  });
});
