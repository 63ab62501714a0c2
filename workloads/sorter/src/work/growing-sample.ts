import {
  type Block,
  concatBlocks,
  drawSample,
  encodeSample,
  mergeSamples,
  type Order,
  type Origin,
  type Sample,
  sliceBlock,
} from '@longshore/sorting';

/** One element of so many is drawn at first. */
const FIRST_STRIDE = 16;

/**
 * A sample of a share of which nobody knows how long it is: drawn from block after block at one rate, and thinned to
 * half, with the rate, whenever it has become twice as large as wanted. So each element has the same chance in the end.
 */
export class GrowingSample {
  readonly #order: Order;
  readonly #wanted: number;
  readonly #seed: number;
  #samples: Sample[] = [];
  #drawn = 0;
  #stride = FIRST_STRIDE;

  constructor(order: Order, wanted: number, seed: number) {
    this.#order = order;
    this.#wanted = Math.max(1, wanted);
    this.#seed = seed;
  }

  add(block: Block, origin: Origin): void {
    if (block.count === 0) return;
    const drawn = drawSample(block, { count: Math.ceil(block.count / this.#stride), seed: this.#seed, origin });
    this.#samples.push(drawn);
    this.#drawn += drawn.keys.count;
    while (this.#drawn > 2 * this.#wanted) this.#thin();
  }

  /** The sample as bytes: no more of them than this, unless one element alone is. */
  encode(mostBytes: number): Uint8Array {
    for (;;) {
      const encoded = encodeSample(mergeSamples(this.#samples, this.#order));
      if (encoded.length <= mostBytes || this.#drawn <= 1) return encoded;
      this.#thin();
    }
  }

  #thin(): void {
    this.#stride *= 2;
    const thinned = halfOf(mergeSamples(this.#samples, this.#order));
    this.#samples = [thinned];
    this.#drawn = thinned.keys.count;
  }
}

/** Every second element, which stands for its neighbour too: neighbours are from the same stretch of the share. */
function halfOf({ keys, shares, positions, weights }: Sample): Sample {
  const kept = Array.from({ length: Math.ceil(weights.length / 2) }, (_, pair) => 2 * pair);
  return {
    keys: concatBlocks(kept.map((index) => sliceBlock(keys, index, index + 1))),
    shares: Uint32Array.from(kept, (index) => shares[index] as number),
    positions: Float64Array.from(kept, (index) => positions[index] as number),
    weights: Float64Array.from(kept, (index) => (weights[index] as number) + (weights[index + 1] ?? 0)),
  };
}
