import type { Producer } from '@longshore/kafka';
import { chunkHeaders, type Piece } from '@longshore/schemas/sort';
import { type Block, blockBytes, concatBlocks, encodeBlock, sliceByBytes } from '@longshore/sorting';
import { type RetryOptions, withKafkaRetry } from '../kafka-retry.ts';

export interface ChunkWriterOptions {
  producer: Producer;
  topic: string;
  partitions: number;
  /** The try that writes. */
  writer: string;
  /** About how large a chunk is; what is kept back is this much for each slot. */
  chunkBytes: number;
  retry: RetryOptions;
}

interface Slot extends Piece {
  waiting: Block[];
  waitingBytes: number;
}

/** So much may be on its way before writing waits. */
const UNDER_WAY_BYTES = 4 * 1024 * 1024;
/** Less than `max.message.bytes` of the topics. */
export const CHUNK_BYTES_MAX = 7 * 1024 * 1024;

/** Writes blocks to their slots as chunks, numbered for each slot. What it has written counts once `finish` resolved. */
export class ChunkWriter {
  readonly #options: ChunkWriterOptions;
  readonly #slots = new Map<number, Slot>();
  readonly #sends = new Set<Promise<void>>();
  #underWayBytes = 0;
  #bytesOut = 0;
  #failure: unknown = null;

  constructor(options: ChunkWriterOptions) {
    this.#options = options;
  }

  get bytesOut(): number {
    return this.#bytesOut;
  }

  /** Takes a block for a slot; waits while too much is on its way. */
  async add(slot: number, block: Block): Promise<void> {
    if (block.count === 0) return;
    const own = this.#slot(slot);
    own.waiting.push(block);
    own.waitingBytes += blockBytes(block);
    if (own.waitingBytes >= this.#options.chunkBytes) await this.#flush(slot, own);
  }

  /** Writes the rest, and resolves when all is acknowledged. */
  async finish(): Promise<void> {
    for (const [slot, own] of this.#slots) await this.#flush(slot, own);
    await Promise.all(this.#sends);
    if (this.#failure !== null) throw this.#failure;
  }

  /** What was written for a slot. */
  piece(slot: number): Piece {
    const { count, bytes, chunks } = this.#slots.get(slot) ?? { count: 0, bytes: 0, chunks: 0 };
    return { count, bytes, chunks };
  }

  #slot(slot: number): Slot {
    const own = this.#slots.get(slot) ?? { waiting: [], waitingBytes: 0, count: 0, bytes: 0, chunks: 0 };
    this.#slots.set(slot, own);
    return own;
  }

  async #flush(slot: number, own: Slot): Promise<void> {
    if (own.waiting.length === 0) return;
    const block = concatBlocks(own.waiting);
    own.waiting = [];
    own.waitingBytes = 0;
    for (const slice of sliceByBytes(block, this.#options.chunkBytes, CHUNK_BYTES_MAX)) {
      await this.#send(slot, own, slice);
    }
  }

  async #send(slot: number, own: Slot, block: Block): Promise<void> {
    const { producer, topic, partitions, writer, retry } = this.#options;
    while (this.#underWayBytes > UNDER_WAY_BYTES) await Promise.race(this.#sends);
    if (this.#failure !== null) throw this.#failure;
    retry.stop.throwIfAborted();
    const value = Buffer.from(encodeBlock(block));
    const headers = chunkHeaders({ slot, writer, sequence: own.chunks, count: block.count, first: own.count });
    own.chunks += 1;
    own.count += block.count;
    own.bytes += blockBytes(block);
    this.#underWayBytes += value.length;
    this.#bytesOut += value.length;
    const record = { topic, partition: slot % partitions, key: null, value, headers };
    const sent: Promise<void> = withKafkaRetry(`writing to ${topic}`, retry, () => producer.send([record]))
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        this.#underWayBytes -= value.length;
        this.#sends.delete(sent);
      });
    this.#sends.add(sent);
  }
}
