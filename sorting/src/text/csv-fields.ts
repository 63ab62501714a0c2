import { SortError } from '../sort-error.ts';

const COMMA = 0x2c;
const QUOTE = 0x22;
const RETURN = 0x0d;
const decoder = new TextDecoder();

/** Finds a field of records with commas, as RFC 4180 has them but for line breaks: a record is one line. */
export class CsvFields {
  /** Where the field that was found last begins and ends, without quotes around it. */
  start = 0;
  end = 0;
  /** Whether it has a quote in it, which stands there twice. */
  hasQuotes = false;
  /** How many fields there are, where the one that was looked for is not among them. */
  count = 0;

  /**
   * Goes to a field of the record in `bytes` from `from` to before `to`.
   *
   * @param column - counted from 0
   * @returns whether there is one
   * @throws SortError `bad_record`
   */
  seek(bytes: Uint8Array, from: number, to: number, column: number): boolean {
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to;
    let at = from;
    for (let field = 0; ; field++) {
      at = at < end && bytes[at] === QUOTE ? this.#quoted(bytes, at + 1, end) : this.#plain(bytes, at, end);
      if (field === column) return true;
      if (at === end) {
        this.count = field + 1;
        return false;
      }
      at += 1;
    }
  }

  /** The text of the field that was found last. */
  text(bytes: Uint8Array): string {
    const text = decoder.decode(bytes.subarray(this.start, this.end));
    return this.hasQuotes ? text.replaceAll('""', '"') : text;
  }

  #plain(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    while (at < to && bytes[at] !== COMMA) at += 1;
    this.start = from;
    this.end = at;
    this.hasQuotes = false;
    return at;
  }

  #quoted(bytes: Uint8Array, from: number, to: number): number {
    this.start = from;
    this.hasQuotes = false;
    for (let at = from; at < to; at++) {
      if (bytes[at] !== QUOTE) continue;
      if (at + 1 < to && bytes[at + 1] === QUOTE) {
        this.hasQuotes = true;
        at += 1;
        continue;
      }
      this.end = at;
      if (at + 1 === to || bytes[at + 1] === COMMA) return at + 1;
      throw new SortError('bad_record', 'there is more behind the quotes of a field');
    }
    throw new SortError('bad_record', 'a quoted field does not end on its line');
  }
}

/** All fields of one record as texts. */
export function fieldsOf(record: Uint8Array): string[] {
  const fields = new CsvFields();
  const texts: string[] = [];
  while (fields.seek(record, 0, record.length, texts.length)) texts.push(fields.text(record));
  return texts;
}
