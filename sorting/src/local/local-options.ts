import { availableParallelism, tmpdir } from 'node:os';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { MAX_LINE_BYTES } from '../text/element-reader.ts';

export interface LocalSortOptions {
  /** Text, one element a line, in pieces cut anywhere; a piece is not looked at again once the next is asked for. */
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  order: Order;
  /**
   * Threads that sort.
   *
   * @defaultValue as many as there are processors for this process
   */
  workers?: number | undefined;
  /**
   * Memory for elements and what is made of them; the program itself takes some tens of megabytes more. What goes beyond
   * is spilled to disk.
   *
   * @defaultValue half of what is free for this process
   */
  memoryLimitBytes?: number | undefined;
  /**
   * A folder with room for spilling.
   *
   * @defaultValue the system's folder for temporary files
   */
  spillFolder?: string | undefined;
  /**
   * A longer line is refused.
   *
   * @defaultValue 16 MiB
   */
  maxLineBytes?: number | undefined;
  /** Told how far the sort is. */
  onProgress?: ((progress: LocalProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** How far a local sort is. */
export interface LocalProgress {
  /** Elements read so far, and then written so far. */
  read: number;
  written: number;
  /** Times that memory was not enough, and what was written to disk then. */
  runsSpilled: number;
  bytesSpilled: number;
}

export interface LocalSettings extends Required<Omit<LocalSortOptions, 'onProgress' | 'signal'>> {
  onProgress: (progress: LocalProgress) => void;
  signal: AbortSignal | undefined;
}

/** Less is not enough for threads to have a piece of text each. */
export const LEAST_MEMORY_BYTES = 32 * 1024 * 1024;
export const MOST_WORKERS = 64;

/** @throws SortError that says what cannot be */
export function settleOptions(options: LocalSortOptions): LocalSettings {
  const settings: LocalSettings = {
    input: options.input,
    order: options.order,
    workers: workersOf(options.workers),
    memoryLimitBytes:
      options.memoryLimitBytes ?? Math.max(LEAST_MEMORY_BYTES, Math.floor(process.availableMemory() / 2)),
    spillFolder: options.spillFolder ?? tmpdir(),
    maxLineBytes: options.maxLineBytes ?? MAX_LINE_BYTES,
    onProgress: options.onProgress ?? (() => undefined),
    signal: options.signal,
  };
  if (settings.memoryLimitBytes < LEAST_MEMORY_BYTES) {
    throw new SortError(
      'too_little_memory',
      `${settings.memoryLimitBytes} bytes of memory are too few: at least ${LEAST_MEMORY_BYTES} are needed`,
    );
  }
  return settings;
}

/** @throws SortError `bad_order` */
export function workersOf(wanted: number | undefined): number {
  const workers = wanted ?? Math.min(MOST_WORKERS, availableParallelism());
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new SortError('bad_order', `there can be 1 to ${MOST_WORKERS} workers, not ${workers}`);
}
