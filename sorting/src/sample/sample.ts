import type { Block } from '../block/block.ts';
import { concatBlocks, gatherBlock, keysOf } from '../block/rearrange.ts';
import type { Order } from '../order.ts';
import { decodeMarks, encodeMarks, type Marks, noMarks, type Origin } from './marks.ts';
import { chanceShare } from './mix.ts';

/** Elements that stand for a whole. */
export interface Sample extends Marks {
  /** How many elements of the whole each stands for. */
  readonly weights: Float64Array;
}

export interface DrawOptions {
  /** How many to draw; a smaller block is taken whole. */
  count: number;
  /** The same one draws the same elements of the same block. */
  seed: number;
  origin: Origin;
}

/** One lane of chance for all draws. */
const DRAW_LANE = 0x5a;

/**
 * Draws elements of a block: one by chance from each of `count` stretches of equal length. So each element is drawn with
 * the same probability, as in a plain random sample, but a sorted block is sampled evenly.
 */
export function drawSample(block: Block, { count, seed, origin }: DrawOptions): Sample {
  const drawn = Math.min(count, block.count);
  const indices = new Uint32Array(drawn);
  for (let stretch = 0; stretch < drawn; stretch++) {
    const from = Math.floor((stretch * block.count) / drawn);
    const to = Math.floor(((stretch + 1) * block.count) / drawn);
    indices[stretch] = from + Math.floor(chanceShare(seed, origin.first + from, DRAW_LANE) * (to - from));
  }
  return {
    keys: gatherBlock(keysOf(block), indices),
    shares: new Uint32Array(drawn).fill(origin.share),
    positions: Float64Array.from(indices, (index) => origin.first + index),
    weights: new Float64Array(drawn).fill(drawn === 0 ? 0 : block.count / drawn),
  };
}

/** The samples of several blocks as one of them all; they may have been drawn at different rates. */
export function mergeSamples(samples: readonly Sample[], order: Order): Sample {
  if (samples.length === 0) return { ...noMarks(order), weights: new Float64Array(0) };
  return {
    keys: concatBlocks(samples.map(({ keys }) => keys)),
    shares: Uint32Array.from(samples.flatMap(({ shares }) => [...shares])),
    positions: Float64Array.from(samples.flatMap(({ positions }) => [...positions])),
    weights: Float64Array.from(samples.flatMap(({ weights }) => [...weights])),
  };
}

/** A sample as bytes, to be sent. */
export function encodeSample(sample: Sample): Uint8Array {
  return encodeMarks(sample, sample.weights, 0);
}

/** @throws SortError `bad_block` when the bytes are no sample */
export function decodeSample(encoded: Uint8Array): Sample {
  const { keys, shares, positions, numbers: weights } = decodeMarks(encoded);
  return { keys, shares, positions, weights };
}
