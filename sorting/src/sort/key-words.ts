import type { Lines } from '../block/block.ts';

/** Bytes of a text that make one word. */
export const WORD_BYTES = 6;
/** Bytes are digits from 1 to 256, and the end of a text is 0: so six digits stay far below 2⁵³. */
const BASE = 257;

/** Six bytes of a text from a depth on as one number: words compare as the bytes do, the end of a text before any byte. */
export function keyWord({ bytes, offsets }: Lines, index: number, depth: number): number {
  const from = (offsets[index] as number) + depth;
  const end = offsets[index + 1] as number;
  const to = from + WORD_BYTES;
  let word = 0;
  if (to <= end) {
    for (let at = from; at < to; at++) word = word * BASE + (bytes[at] as number) + 1;
    return word;
  }
  for (let at = from; at < to; at++) word = word * BASE + (at < end ? (bytes[at] as number) + 1 : 0);
  return word;
}

/** Whether texts that have this word end within it, so that they are equal if they were so far. */
export function endsWithin(word: number): boolean {
  return word % BASE === 0;
}
