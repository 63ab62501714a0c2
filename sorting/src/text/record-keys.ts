import type { Lines } from '../block/block.ts';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { csvKey } from './csv-key.ts';
import { jsonKey } from './json-key.ts';
import { KeyColumn } from './key-column.ts';

/** Of each record, so much room is made for its key at first. */
const EXPECTED_KEY_BYTES = 12;

/**
 * The keys of records, read from their lines.
 *
 * @param header - the first line of csv; null for json
 * @throws SortError `no_key_field`, `mixed_types`, `bad_record`, with the line
 */
export function recordKeys(lines: Lines, order: Order, header: Uint8Array | null): Lines {
  const addKey = order.type === 'csv' ? csvKey(order, header ?? new Uint8Array(0)) : jsonKey(order);
  const count = lines.offsets.length - 1;
  const keys = new KeyColumn(count, count * EXPECTED_KEY_BYTES);
  for (let line = 0; line < count; line++) {
    try {
      addKey(keys, lines.bytes, lines.offsets[line] as number, lines.offsets[line + 1] as number);
    } catch (error) {
      throw error instanceof SortError ? new SortError(error.code, error.what, line + 1, error.cause) : error;
    }
  }
  return keys.lines;
}
