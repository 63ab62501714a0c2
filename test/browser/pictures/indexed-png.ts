import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MAX = 256;

interface Pixels {
  width: number;
  height: number;
  /** Red, green and blue of each pixel, a byte each. */
  rgb: Buffer;
}

/**
 * The same picture with at most 256 colours, which takes about a third. A page has few colours; the rest are edges of
 * letters, which get the nearest of those that are kept.
 *
 * @param png - of three bytes a pixel and not interlaced, as Chromium makes them (W3C PNG, third edition)
 * @throws when it is another kind of PNG
 */
export function toIndexedPng(png: Buffer): Buffer {
  const { width, height, rgb } = readPng(png);
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, indexOf } = choosePalette(counts);
  // A row has a byte before it that says how it is filtered: not at all, which is best for a palette.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(rgb.readUIntBE((y * width + x) * 3, 3)) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Shade {
  colour: number;
  count: number;
  /** Its nearest in the palette, and how far that is, squared. */
  index: number;
  far: number;
}

/**
 * One colour after another, each the one that would be missed most: by the pixels that have it, and by how far they are from
 * the nearest that is kept. So a green dot stays green, though hardly a pixel has its colour.
 */
function choosePalette(counts: ReadonlyMap<number, number>): { palette: number[]; indexOf: Map<number, number> } {
  const shades = [...counts].map(([colour, count]): Shade => ({ colour, count, index: 0, far: 0xffffff }));
  const palette: number[] = [];
  while (palette.length < Math.min(COLOURS_MAX, shades.length)) {
    const missed = shades.reduce((most, shade) => (shade.count * shade.far > most.count * most.far ? shade : most));
    const index = palette.push(missed.colour) - 1;
    for (const shade of shades) {
      const far = distance(shade.colour, missed.colour);
      if (far >= shade.far) continue;
      shade.far = far;
      shade.index = index;
    }
  }
  return { palette, indexOf: new Map(shades.map(({ colour, index }) => [colour, index])) };
}

function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  return red ** 2 + green ** 2 + blue ** 2;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

/** @throws when it is not of three bytes a pixel, or interlaced */
function readPng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      if (body[8] !== 8 || body[9] !== 2 || body[12] !== 0) throw new Error('not of three bytes a pixel, row by row');
    }
    if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }
  return { width, height, rgb: unfilter(inflateSync(Buffer.concat(data)), width, height) };
}

/** Takes back what each row was filtered by: section 9 of the standard. */
function unfilter(rows: Buffer, width: number, height: number): Buffer {
  const stride = width * 3;
  const rgb = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : (rgb[at - 3] ?? 0);
      const above = y === 0 ? 0 : (rgb[at - stride] ?? 0);
      const before = x < 3 || y === 0 ? 0 : (rgb[at - stride - 3] ?? 0);
      rgb[at] = (rows[y * (stride + 1) + 1 + x] ?? 0) + predict(filter, left, above, before);
    }
  }
  return rgb;
}

function predict(filter: number, left: number, above: number, before: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const guess = left + above - before;
  const [byLeft, byAbove, byBefore] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - before)];
  if (byLeft <= byAbove && byLeft <= byBefore) return left;
  return byAbove <= byBefore ? above : before;
}
