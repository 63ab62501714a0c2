import { type Block, blockBytes } from '../block/block.ts';
import type { Order } from '../order.ts';
import type { Origin } from '../sample/marks.ts';
import { drawSample, mergeSamples } from '../sample/sample.ts';
import { sampleSize } from '../sample/sample-size.ts';
import { chooseSplitters, type Splitters } from '../sample/splitters.ts';
import { sharedBlock } from './shared-block.ts';

/** Parts need not be the same for threads to have the same to do, as long as there are many more parts than threads. */
const EXCESS = 1;
const SEED = 1;

/** Elements in memory, in the order of the input, with where they stand in it. */
export class HeldElements {
  #blocks: { block: Block; origin: Origin }[] = [];
  #count = 0;
  #bytes = 0;
  #position = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(block: Block): void {
    this.#blocks.push({ block, origin: { share: 0, first: this.#position } });
    this.#position += block.count;
    this.#count += block.count;
    this.#bytes += blockBytes(block);
  }

  /**
   * Splitters of these elements, which may serve later ones too. In shared memory, since every task for a thread has them,
   * and lines may be long.
   *
   * @param most - so many parts at most: more than there are elements would repeat splitters, and make empty parts
   */
  chooseSplitters(order: Order, most: number): Splitters {
    const parts = Math.max(1, Math.min(most, this.#count));
    const wanted = sampleSize({ count: this.#count, parts, excess: EXCESS });
    const samples = this.#blocks.map(({ block, origin }) => {
      const count = Math.ceil((wanted * block.count) / Math.max(1, this.#count));
      return drawSample(block, { count, seed: SEED, origin });
    });
    const splitters = chooseSplitters(mergeSamples(samples, order), order, parts);
    return { ...splitters, keys: sharedBlock(splitters.keys) };
  }

  /** Hands the blocks over, each for as long as it is needed: what follows begins with nothing. */
  *take(): Generator<{ block: Block; origin: Origin }, void, undefined> {
    const blocks = this.#blocks.reverse();
    this.#blocks = [];
    this.#count = 0;
    this.#bytes = 0;
    for (let next = blocks.pop(); next !== undefined; next = blocks.pop()) yield next;
  }
}
