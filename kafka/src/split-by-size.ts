import type { OutgoingRecord } from './bus.ts';

/**
 * Records of one partition in one request are one batch, and a broker refuses a batch above `max.message.bytes`, which
 * is 1 MiB for topics that do not say otherwise.
 */
const REQUEST_BYTES_MAX = 900_000;
/** What a record takes beside its own bytes. */
const RECORD_OVERHEAD_BYTES = 64;

/** Splits records, in their order, into requests that a broker takes. One that is too large by itself goes alone. */
export function splitBySize(records: readonly OutgoingRecord[], bytesMax = REQUEST_BYTES_MAX): OutgoingRecord[][] {
  const requests: OutgoingRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = sizeOf(record);
    if (bytes + size > bytesMax) {
      requests.push([]);
      bytes = 0;
    }
    requests.at(-1)?.push(record);
    bytes += size;
  }
  return requests;
}

function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let size = RECORD_OVERHEAD_BYTES + Buffer.byteLength(key ?? '') + (value?.byteLength ?? 0);
  for (const [name, text] of Object.entries(headers ?? {})) size += name.length + Buffer.byteLength(text) + 8;
  return size;
}
