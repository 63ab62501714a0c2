import { SortError } from '../sort-error.ts';
import type { KeyOf } from './key-of.ts';

const decoder = new TextDecoder();

/**
 * Reads one field of records with commas, as RFC 4180 has them but for line breaks: a record is one line.
 *
 * @throws SortError `no_key_field` when the header has no such field
 */
export function csvKeyOf(field: string, header: Uint8Array | null): KeyOf {
  const names = header === null ? [] : splitRecord(textOf(header).replace(/^\uFEFF/, ''));
  const column = names.indexOf(field);
  if (column < 0) {
    const known = names.map((name) => JSON.stringify(name)).join(', ');
    throw new SortError(
      'no_key_field',
      `there is no field ${JSON.stringify(field)} in the header, but ${known || 'nothing'}`,
      1,
    );
  }
  return (line) => {
    const fields = splitRecord(textOf(line));
    const value = fields[column];
    if (value !== undefined) return value;
    const what = `the record ends before field ${JSON.stringify(field)}: it has ${fields.length} of ${names.length}`;
    throw new SortError('no_key_field', what);
  };
}

function textOf(line: Uint8Array): string {
  const text = decoder.decode(line);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** The fields of one record. */
function splitRecord(text: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const [value, end] = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    fields.push(value);
    if (end >= text.length) return fields;
    at = end + 1;
  }
}

function plainField(text: string, at: number): [value: string, end: number] {
  const comma = text.indexOf(',', at);
  const end = comma < 0 ? text.length : comma;
  return [text.slice(at, end), end];
}

function quotedField(text: string, at: number): [value: string, end: number] {
  let from = at + 1;
  let value = '';
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) throw new SortError('bad_record', 'a quoted field does not end on its line');
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      if (quote + 1 < text.length && text[quote + 1] !== ',') {
        throw new SortError('bad_record', 'there is more behind the quotes of a field');
      }
      return [value, quote + 1];
    }
    value += '"';
    from = quote + 2;
  }
}
