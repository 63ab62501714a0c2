import type { PartitionReader } from '@longshore/kafka';
import { type ChunkHeader, readChunkHeaders } from '@longshore/schemas/sort';
import { type RetryOptions, withKafkaRetry } from '../kafka-retry.ts';

/** Chunks that were said to be written are not there. */
export class ChunksMissingError extends Error {
  override readonly name = 'ChunksMissingError';
}

/** Chunks of one writer for one slot that are all wanted. */
export interface WantedChunks {
  writer: string;
  slot: number;
  /** The number of the first, and how many. */
  first: number;
  chunks: number;
  /** None is before this offset. */
  offset: bigint;
}

export interface ReadChunk {
  /** Index of its writer among those wanted. */
  of: number;
  header: ChunkHeader;
  value: Buffer;
}

const FETCH_BYTES = 4 * 1024 * 1024;

/**
 * Reads chunks of one partition, each once, in the order in which they stand there; chunks of other writers and second
 * copies are passed over. Ends when all that were wanted have come.
 *
 * @throws ChunksMissingError when the partition ends before
 */
export async function* readChunks(
  reader: PartitionReader,
  partition: number,
  wanted: readonly WantedChunks[],
  retry: RetryOptions,
): AsyncGenerator<ReadChunk, void, undefined> {
  const missing = new Map(wanted.map((one, of) => [`${one.slot} ${one.writer}`, { of, one, seen: new Set<number>() }]));
  let left = wanted.reduce((sum, { chunks }) => sum + chunks, 0);
  let offset = wanted.reduce((least, one) => (one.offset < least ? one.offset : least), wanted[0]?.offset ?? 0n);
  while (left > 0) {
    retry.stop.throwIfAborted();
    const from = offset;
    const { records, next, end } = await withKafkaRetry('reading chunks', retry, () =>
      reader.fetch({ partition, offset: from, maxBytes: FETCH_BYTES }),
    );
    for (const { headers, value } of records) {
      const header = readChunkHeaders(headers);
      const found = header === null ? undefined : missing.get(`${header.slot} ${header.writer}`);
      if (header === null || value === null || found === undefined) continue;
      const { one, seen, of } = found;
      const isWanted = header.sequence >= one.first && header.sequence < one.first + one.chunks;
      if (!isWanted || seen.has(header.sequence)) continue;
      seen.add(header.sequence);
      left -= 1;
      yield { of, header, value };
    }
    if (next === offset && next >= end && left > 0) {
      throw new ChunksMissingError(
        `${left} chunks that were written are no longer there: partition ${partition} ends at ${end}`,
      );
    }
    offset = next;
  }
}
