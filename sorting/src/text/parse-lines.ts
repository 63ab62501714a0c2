import type { Lines } from '../block/block.ts';

const NEWLINE = 0x0a;

/**
 * Lines of bytes, packed without their line breaks: byte by byte, which for lines of usual length is faster than calls
 * that find and copy each.
 *
 * @param bytes - whole lines: the last byte is a line break
 */
export function parseLines(bytes: Uint8Array): Lines {
  const count = countLines(bytes);
  const packed = new Uint8Array(bytes.length - count);
  const offsets = new Uint32Array(count + 1);
  let line = 0;
  let end = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === NEWLINE) offsets[++line] = end;
    else packed[end++] = byte;
  }
  return { bytes: packed, offsets };
}

/** How many lines end in these bytes. */
export function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === NEWLINE) count += 1;
  return count;
}
