import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { CsvFields, fieldsOf } from './csv-fields.ts';
import { DecimalScanner } from './decimal-scanner.ts';
import { type AddKey, numberOf } from './key-value.ts';

/** What may stand before a text to say that it is UTF-8. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/**
 * Reads the key of records with commas from the column that the header names.
 *
 * @throws SortError `no_key_field` when the header has no such field
 */
export function csvKey({ keyField, keyType }: Order, header: Uint8Array): AddKey {
  const names = fieldsOf(BYTE_ORDER_MARK.every((byte, at) => header[at] === byte) ? header.subarray(3) : header);
  const field = JSON.stringify(keyField);
  const column = names.indexOf(keyField ?? '');
  if (column < 0) {
    const known = names.map((name) => JSON.stringify(name)).join(', ');
    throw new SortError('no_key_field', `there is no field ${field} in the header, but ${known}`);
  }
  const fields = new CsvFields();
  const scanner = new DecimalScanner();
  return (keys, bytes, from, to) => {
    if (!fields.seek(bytes, from, to, column)) {
      const what = `the record ends before field ${field}: it has ${fields.count} of ${names.length}`;
      throw new SortError('no_key_field', what);
    }
    if (keyType === 'text') {
      if (fields.hasQuotes) keys.addText(fields.text(bytes));
      else keys.addBytes(bytes, fields.start, fields.end);
      return;
    }
    scanner.scan(bytes, fields.start);
    if (scanner.end === fields.end) keys.addNumber(scanner.value);
    else keys.addNumber(numberOf(fields.text(bytes), field));
  };
}
