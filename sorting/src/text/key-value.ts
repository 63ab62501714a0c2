import { SortError } from '../sort-error.ts';
import type { KeyColumn } from './key-column.ts';
import { floatOf } from './parse-float64.ts';

/** Reads the key of the record in `bytes` from `from` to before `to`, and adds it to the keys. */
export type AddKey = (keys: KeyColumn, bytes: Uint8Array, from: number, to: number) => void;

/** @throws SortError `mixed_types` when a text is no number */
export function numberOf(text: string, field: string): number {
  const value = floatOf(text.trim());
  if (value !== null) return value;
  throw new SortError('mixed_types', `${field} is ${JSON.stringify(text)} where a number is expected`);
}
