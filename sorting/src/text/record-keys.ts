import { type Lines, lineAt, linesOf } from '../block/block.ts';
import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { csvKeyOf } from './csv-key.ts';
import { floatKey } from './float-key.ts';
import { jsonKeyOf } from './json-key.ts';
import { floatOf } from './parse-float64.ts';

/**
 * What reads the keys of records from their lines.
 *
 * @throws SortError `no_key_field` when the header has no such field
 */
export function keyReader(order: Order, header: Uint8Array | null): (lines: Lines) => Lines {
  const field = order.keyField ?? '';
  const keyOf = order.type === 'csv' ? csvKeyOf(field, header) : jsonKeyOf(field);
  const encode = order.keyType === 'number' ? numberKey : textKey;
  return (lines) => {
    const keys: Uint8Array[] = [];
    for (let line = 0; line + 1 < lines.offsets.length; line++) {
      try {
        keys.push(encode(keyOf(lineAt(lines, line)), field));
      } catch (error) {
        throw error instanceof SortError && error.line === undefined
          ? new SortError(error.code, error.what, line + 1, error.cause)
          : error;
      }
    }
    return linesOf(keys);
  };
}

const encoder = new TextEncoder();

function textKey(value: string | number, field: string): Uint8Array {
  if (typeof value === 'string') return encoder.encode(value);
  const what = `${JSON.stringify(field)} is the number ${value} where text is expected; numbers are sorted as such with the key type number`;
  throw new SortError('mixed_types', what);
}

function numberKey(value: string | number, field: string): Uint8Array {
  const number = typeof value === 'number' ? value : floatOf(value.trim());
  if (number !== null) return floatKey(number);
  throw new SortError('mixed_types', `${JSON.stringify(field)} is ${JSON.stringify(value)} where a number is expected`);
}
