import { type Block, decodeBlock } from '@longshore/sorting';
import type { Place, SpillFile } from '../spill/spill-file.ts';
import type { ReadChunk } from './read-chunks.ts';

/**
 * Chunks as they come, to be given out in the order of the input: by writer, then by number. So much is kept in memory,
 * the rest on disk.
 */
export class GatheredChunks {
  readonly #chunks: Array<{ of: number; sequence: number; kept: Buffer | Place }> = [];
  readonly #memoryBytes: number;
  readonly #openSpill: () => Promise<SpillFile>;
  #spill: SpillFile | null = null;
  #keptBytes = 0;
  #bytes = 0;

  constructor(memoryBytes: number, openSpill: () => Promise<SpillFile>) {
    this.#memoryBytes = memoryBytes;
    this.#openSpill = openSpill;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async add({ of, header, value }: ReadChunk): Promise<void> {
    this.#bytes += value.length;
    const fits = this.#keptBytes + value.length <= this.#memoryBytes;
    if (fits) this.#keptBytes += value.length;
    else this.#spill ??= await this.#openSpill();
    // A copy: the record lies in an answer of Kafka's, of which the rest would be held with it.
    const kept = fits || this.#spill === null ? Buffer.from(value) : await this.#spill.put(value);
    this.#chunks.push({ of, sequence: header.sequence, kept });
  }

  /** Gives out each chunk once, as the block that it is. */
  async *blocks(): AsyncGenerator<Block, void, undefined> {
    this.#chunks.sort((a, b) => a.of - b.of || a.sequence - b.sequence);
    // Given out from the end of a reversed list, so that each can be forgotten.
    this.#chunks.reverse();
    for (let chunk = this.#chunks.pop(); chunk !== undefined; chunk = this.#chunks.pop()) {
      const bytes = Buffer.isBuffer(chunk.kept) ? chunk.kept : await this.#spill?.take(chunk.kept);
      if (bytes !== undefined) yield decodeBlock(bytes);
    }
  }
}
