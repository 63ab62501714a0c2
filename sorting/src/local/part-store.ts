import { join } from 'node:path';
import { type Block, blockBytes } from '../block/block.ts';
import type { Order } from '../order.ts';
import type { Splitters } from '../sample/splitters.ts';
import { compactRuns } from './compact-runs.ts';
import type { HeldElements } from './held-elements.ts';
import { inOrder } from './in-order.ts';
import type { SpillFolder } from './spill-folder.ts';
import type { WorkerPool } from './worker-pool.ts';

/** What belongs to one part: sorted files of earlier runs, then blocks as they came. */
export interface StoredPart {
  spilled: string[];
  spilledBytes: number;
  blocks: Block[];
  blocksBytes: number;
  count: number;
}

export interface PartStoreOptions {
  splitters: Splitters;
  order: Order;
  pool: WorkerPool;
  folder: SpillFolder;
}

/** The parts of the input, each in memory or, run by run, on disk. */
export class PartStore {
  readonly parts: readonly StoredPart[];
  readonly #splitters: Splitters;
  readonly #order: Order;
  readonly #pool: WorkerPool;
  readonly #folder: SpillFolder;
  #runs = 0;
  #files = 0;

  constructor({ splitters, order, pool, folder }: PartStoreOptions) {
    this.#splitters = splitters;
    this.#order = order;
    this.#pool = pool;
    this.#folder = folder;
    this.parts = Array.from({ length: splitters.parts }, () => ({
      spilled: [],
      spilledBytes: 0,
      blocks: [],
      blocksBytes: 0,
      count: 0,
    }));
  }

  get runs(): number {
    return this.#runs;
  }

  get bytesSpilled(): number {
    return this.parts.reduce((sum, { spilledBytes }) => sum + spilledBytes, 0);
  }

  /** Divides elements, which are gone from where they were held. */
  async divide(held: HeldElements): Promise<void> {
    const divided = inOrder(held.take(), this.#pool.size + 1, ({ block, origin }) =>
      this.#pool.run('partition', { block, origin, splitters: this.#splitters, order: this.#order }),
    );
    for await (const blocks of divided) {
      for (const [index, block] of blocks.entries()) this.#add(index, block);
    }
  }

  /** Sorts what is in memory of all parts, and writes it to disk. */
  async spill(): Promise<void> {
    for await (const _ of inOrder(this.parts, this.#pool.size + 1, (part) => this.spillPart(part)));
    this.#runs += 1;
  }

  /** Sorts what is in memory of one part, and writes it to disk. */
  async spillPart(part: StoredPart): Promise<void> {
    if (part.blocks.length === 0) return;
    const path = this.#newPath(await this.#folder.path());
    part.spilled.push(path);
    const { bytes } = await this.#pool.run('spill', { blocks: this.#takeBlocks(part), order: this.#order, path });
    part.spilledBytes += bytes;
  }

  /** Puts all of a part on disk. @returns the files of its sorted runs, few enough to be merged at once */
  async runsOf(part: StoredPart): Promise<readonly string[]> {
    await this.spillPart(part);
    const folder = await this.#folder.path();
    return compactRuns(part.spilled, this.#order, () => this.#newPath(folder));
  }

  /** Sorts a part and makes it text. It is gone from here then. */
  print(part: StoredPart): Promise<Uint8Array> {
    const { spilled } = part;
    return this.#pool.run('print', { blocks: this.#takeBlocks(part), spilled, order: this.#order });
  }

  #newPath(folder: string): string {
    this.#files += 1;
    return join(folder, `${this.#files}.run`);
  }

  #takeBlocks(part: StoredPart): Block[] {
    const { blocks } = part;
    part.blocks = [];
    part.blocksBytes = 0;
    return blocks;
  }

  #add(index: number, block: Block): void {
    if (block.count === 0) return;
    const part = this.parts[index] as StoredPart;
    part.blocks.push(block);
    part.blocksBytes += blockBytes(block);
    part.count += block.count;
  }
}
