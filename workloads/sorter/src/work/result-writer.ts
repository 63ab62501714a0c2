import type { RecordOf, SortNode } from '@longshore/schemas/sort';
import {
  type Block,
  checkOrder,
  combineHashes,
  EMPTY_HASH,
  encodeBlock,
  multisetHash,
  sliceBlock,
} from '@longshore/sorting';
import { ChunkWriter } from '../exchange/chunk-writer.ts';
import { topicEnds } from '../exchange/topic-ends.ts';
import type { Workshop } from './workshop.ts';

/** A part came out of the sort in another order than it should have. */
export class OutOfOrderError extends Error {
  override readonly name = 'OutOfOrderError';
}

type Written = Pick<RecordOf<'sorted'>, 'count' | 'bytes' | 'hash' | 'chunks' | 'first' | 'last' | 'index'>;

/** Entries of the index are so many elements apart at first; it is thinned out where it becomes long. */
const INDEX_STEP = 262_144;
const INDEX_LENGTH_MAX = 1_024;

/** Writes a sorted part to the result, looking meanwhile that it is in order and what it has. */
export class ResultWriter {
  readonly #shop: Workshop;
  readonly #slot: number;
  readonly #partition: number;
  readonly #chunks: ChunkWriter;
  #index: Written['index'];
  #step = INDEX_STEP;
  #hash = EMPTY_HASH;
  #first: Block | null = null;
  #last: Block | null = null;

  private constructor(shop: Workshop, slot: number, tryId: string, offset: string) {
    this.#shop = shop;
    this.#slot = slot;
    this.#partition = slot % shop.plan.partitions;
    this.#index = [{ rank: 0, offset }];
    const { producer, topics, plan, chunkBytes, retry } = shop;
    this.#chunks = new ChunkWriter({
      producer,
      topic: topics.result,
      partitions: plan.partitions,
      writer: tryId,
      chunkBytes,
      retry,
    });
  }

  static async open(shop: Workshop, { slot, id }: SortNode, tryId: string): Promise<ResultWriter> {
    if (slot === null) throw new Error(`${id} is no part`);
    const ends = await topicEnds(shop.admin, shop.topics.result, shop.retry);
    return new ResultWriter(shop, slot, tryId, ends[slot % shop.plan.partitions] ?? '0');
  }

  get bytesOut(): number {
    return this.#chunks.bytesOut;
  }

  /** @throws OutOfOrderError, which would be a fault of ours */
  async add(block: Block): Promise<void> {
    const { order } = this.#shop.plan;
    const check = checkOrder(block, order, this.#last);
    if (check.firstOutOfOrder !== null) {
      throw new OutOfOrderError(`element ${this.#hash.count + check.firstOutOfOrder} of the part is out of order`);
    }
    this.#first ??= block.count === 0 ? null : sliceBlock(block, 0, 1);
    this.#last = check.last;
    this.#hash = combineHashes(this.#hash, multisetHash(block));
    await this.#chunks.add(this.#slot, block);
    await this.#note();
  }

  /** Notes where in the partition later ranks are: what was not yet sent comes after its end as it is now. */
  async #note(): Promise<void> {
    const { count: rank } = this.#chunks.piece(this.#slot);
    if (rank < (this.#index.at(-1)?.rank ?? 0) + this.#step) return;
    // Chunks under way may still land after the end that is asked for: only what comes later counts from there.
    const ends = await topicEnds(this.#shop.admin, this.#shop.topics.result, this.#shop.retry);
    this.#index.push({ rank, offset: ends[this.#partition] ?? '0' });
    if (this.#index.length <= INDEX_LENGTH_MAX) return;
    this.#index = this.#index.filter((_, at) => at % 2 === 0);
    this.#step *= 2;
  }

  async finish(): Promise<Written> {
    await this.#chunks.finish();
    const { count, bytes, chunks } = this.#chunks.piece(this.#slot);
    const encoded = (block: Block | null) =>
      block === null ? null : Buffer.from(encodeBlock(block)).toString('base64');
    return {
      count,
      bytes,
      chunks,
      hash: this.#hash,
      first: encoded(this.#first),
      last: encoded(this.#last),
      index: this.#index,
    };
  }
}
