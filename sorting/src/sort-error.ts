/** What can be wrong with what is to be sorted, or with how. */
export type SortErrorCode =
  | 'bad_order'
  | 'not_a_number'
  | 'beyond_type'
  | 'line_too_long'
  | 'bad_record'
  | 'no_key_field'
  | 'mixed_types'
  | 'bad_block'
  | 'disk_full'
  | 'spill_failed'
  | 'too_little_memory';

/** An error in words for whoever gave the input; none is worth a second try with the same input. */
export class SortError extends Error {
  override readonly name = 'SortError';
  readonly code: SortErrorCode;
  /** Of the input, counted from 1; a header counts. Undefined: it is not about a line. */
  readonly line: number | undefined;
  /** The message without the line. */
  readonly what: string;

  constructor(code: SortErrorCode, what: string, line?: number, cause?: unknown) {
    super(line === undefined ? what : `line ${line}: ${what}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.what = what;
    this.line = line;
  }

  /** The same error where `lines` lines stood before those that were counted. */
  after(lines: number): SortError {
    return this.line === undefined ? this : new SortError(this.code, this.what, this.line + lines, this.cause);
  }
}
