import type { Lines } from '../block/block.ts';

const NEWLINE = 0x0a;

/**
 * Lines of bytes, without their line breaks and without a copy of the text.
 *
 * @param bytes - whole lines: the last byte is a line break
 */
export function parseLines(bytes: Uint8Array): Lines {
  const count = countLines(bytes);
  const packed = new Uint8Array(bytes.length - count);
  const offsets = new Uint32Array(count + 1);
  let from = 0;
  let end = 0;
  for (let line = 0; line < count; line++) {
    const to = bytes.indexOf(NEWLINE, from);
    packed.set(bytes.subarray(from, to), end);
    end += to - from;
    offsets[line + 1] = end;
    from = to + 1;
  }
  return { bytes: packed, offsets };
}

/** How many lines end in these bytes. */
export function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === NEWLINE) count += 1;
  return count;
}
