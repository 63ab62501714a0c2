import { gatherBlock } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { compareMarks, decodeMarks, encodeMarks, type Marks, noMarks } from './marks.ts';
import type { Sample } from './sample.ts';

/**
 * Where parts begin: part n + 1 begins with mark n, and part 0 with the least element. Parts that begin with the same
 * mark are empty but for the last of them.
 */
export interface Splitters extends Marks {
  /** One more than there are marks, but where nothing was drawn: then all is in part 0. */
  readonly parts: number;
}

/** The number of a part is kept in 15 bits. */
export const MOST_PARTS = 32_767;

/**
 * Chooses where parts begin, so that each has the same share of the sample's weight: sample sort, after Frazer and
 * McKellar, "Samplesort: A Sampling Approach to Minimal Storage Tree Sorting", J. ACM 17(3), 1970.
 *
 * Splitters are elements by key **and place**, so equal keys are split between parts as others are. (Axtmann and Sanders,
 * "Robust Massively Parallel Sorting", ALENEX 2017, break ties in the same way.)
 *
 * @throws SortError `bad_order` for more than {@link MOST_PARTS} parts
 */
export function chooseSplitters(sample: Sample, order: Order, parts: number): Splitters {
  if (!(Number.isInteger(parts) && parts >= 1 && parts <= MOST_PARTS)) {
    throw new SortError('bad_order', `there can be 1 to ${MOST_PARTS} parts, not ${parts}`);
  }
  const total = sample.weights.reduce((sum, weight) => sum + weight, 0);
  if (sample.keys.count === 0) return { ...noMarks(order), parts };
  const compare = compareMarks(order);
  const sorted = Uint32Array.from(sample.weights, (_, index) => index).sort((i, j) => compare(sample, i, sample, j));
  const chosen = new Uint32Array(parts - 1);
  let before = 0;
  let part = 1;
  for (const index of sorted) {
    // A boundary that falls into the first half of what an element stands for begins with that element.
    while (part < parts && (total * part) / parts <= before + (sample.weights[index] as number) / 2)
      chosen[part++ - 1] = index;
    before += sample.weights[index] as number;
  }
  chosen.fill(sorted[sorted.length - 1] as number, part - 1);
  return {
    keys: gatherBlock(sample.keys, chosen),
    shares: Uint32Array.from(chosen, (index) => sample.shares[index] as number),
    positions: Float64Array.from(chosen, (index) => sample.positions[index] as number),
    parts,
  };
}

/** Splitters as bytes, to be sent. */
export function encodeSplitters(splitters: Splitters): Uint8Array {
  return encodeMarks(splitters, new Float64Array(splitters.keys.count), splitters.parts);
}

/** @throws SortError `bad_block` when the bytes are no splitters */
export function decodeSplitters(encoded: Uint8Array): Splitters {
  const { keys, shares, positions, one: parts } = decodeMarks(encoded);
  return { keys, shares, positions, parts };
}
