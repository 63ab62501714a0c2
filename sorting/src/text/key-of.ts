/** The key of a record, from its line: text, or a number where the record says so. */
export type KeyOf = (line: Uint8Array) => string | number;
