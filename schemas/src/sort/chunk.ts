/**
 * What the headers of a chunk say. A chunk is a block of elements on a topic of a sort; the same chunk may be there
 * twice, and chunks of tries that were lost stay: readers take each number of the writers they were told of once.
 */
export interface ChunkHeader {
  /** Which part's: its slot. Of the input: the share. */
  slot: number;
  /** The try, or the upload, that wrote it. */
  writer: string;
  /** Its number among the chunks of this writer for this slot. */
  sequence: number;
  /** Elements in it. */
  count: number;
  /** The place of its first element: of the result the rank within the part, of the input the position. */
  first: number;
}

/** A chunk's header as headers of a record. */
export function chunkHeaders({ slot, writer, sequence, count, first }: ChunkHeader): Record<string, string> {
  return {
    slot: String(slot),
    writer,
    sequence: String(sequence),
    count: String(count),
    first: String(first),
  };
}

/** Reads the headers of a record; null: it is no chunk. */
export function readChunkHeaders(headers: Readonly<Record<string, string>>): ChunkHeader | null {
  const { writer } = headers;
  const [slot, sequence, count, first] = [headers.slot, headers.sequence, headers.count, headers.first].map(Number);
  if (writer === undefined || !isWhole(slot) || !isWhole(sequence) || !isWhole(count) || !isWhole(first)) return null;
  return { slot, writer, sequence, count, first };
}

function isWhole(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
