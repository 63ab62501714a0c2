import type { Producer, TopicAdmin } from '@longshore/kafka';
import { SORT_LIMITS } from '@longshore/schemas';
import { chunkHeaders, type PlannedShare } from '@longshore/schemas/sort';
import { type Block, blockBytes, concatBlocks, encodeBlock, sliceByBytes } from '@longshore/sorting';
import type { KnownInput } from './decide/plan-sort.ts';

const CHUNK_BYTES = 256 * 1024;
/** A share is 16 MiB, or less. */
const CHUNKS_OF_SHARE = 64;
const SHARES_MAX = 1_024;

export interface InputWriterOptions {
  producer: Producer;
  admin: TopicAdmin;
  topic: string;
  partitions: number;
  /** Marks the chunks: those of another upload of the same sort do not count. */
  upload: string;
}

/** An input of more shares than a plan can have. */
export class InputTooLargeError extends Error {
  override readonly name = 'InputTooLargeError';
}

/** Writes the input of a sort as chunks: share after share, each on one partition. Acknowledged chunk by chunk. */
export class InputWriter {
  readonly #options: InputWriterOptions;
  #shares: Extract<PlannedShare, { from: 'chunks' }>[] = [];
  #waiting: Block[] = [];
  #waitingBytes = 0;
  #chunks = 0;
  #count = 0;
  #bytes = 0;

  constructor(options: InputWriterOptions) {
    this.#options = options;
  }

  async add(block: Block): Promise<void> {
    if (block.count === 0) return;
    this.#waiting.push(block);
    this.#waitingBytes += blockBytes(block);
    if (this.#waitingBytes >= CHUNK_BYTES) await this.#flush();
  }

  /** Writes the rest. @returns what was written, once all of it is acknowledged */
  async finish(): Promise<KnownInput> {
    await this.#flush();
    return { shares: this.#shares, count: this.#count, bytes: this.#bytes };
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const block = concatBlocks(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const slice of sliceByBytes(block, CHUNK_BYTES, 2 * SORT_LIMITS.lineBytesMax + 16)) await this.#send(slice);
  }

  async #send(block: Block): Promise<void> {
    const { producer, topic, upload } = this.#options;
    const share = await this.#share();
    const headers = chunkHeaders({
      slot: 0,
      writer: upload,
      sequence: this.#chunks,
      count: block.count,
      first: this.#count,
    });
    const value = Buffer.from(encodeBlock(block));
    await producer.send([{ topic, partition: share.partition, key: null, value, headers }]);
    share.chunks += 1;
    this.#chunks += 1;
    this.#count += block.count;
    this.#bytes += blockBytes(block);
  }

  /** The share that the next chunk belongs to. */
  async #share(): Promise<Extract<PlannedShare, { from: 'chunks' }>> {
    const { admin, topic, partitions, upload } = this.#options;
    const last = this.#shares.at(-1);
    if (last !== undefined && last.chunks < CHUNKS_OF_SHARE) return last;
    if (this.#shares.length === SHARES_MAX) {
      throw new InputTooLargeError(`at most ${SHARES_MAX} shares of ${CHUNKS_OF_SHARE} chunks`);
    }
    const partition = this.#shares.length % partitions;
    const [described] = await admin.describeTopics([topic]);
    const end = described?.partitions.find((one) => one.partition === partition)?.end ?? 0n;
    const share = {
      from: 'chunks' as const,
      partition,
      offset: String(end),
      upload,
      firstChunk: this.#chunks,
      chunks: 0,
    };
    this.#shares.push(share);
    return share;
  }
}
