import type { CompiledField } from './compile-template.ts';
import { jsonText } from './json-text.ts';
import { TemplateError } from './template-error.ts';

/** A field of a record that Kafka takes by default, of 1 MiB, is far below it. */
const VALUE_CHARACTERS_MAX = 262_144;

/** Calls a function; a caller that must not be held up gives one that is interrupted. */
export type RunWithin = <Result>(call: () => Result) => Result;

/**
 * Asks a field for one value: some methods refuse their arguments only when called, and better now, with the field's
 * name, than at the first record.
 *
 * @throws TemplateError
 */
export function tryField({ field, next }: CompiledField, run: RunWithin = (call) => call()): void {
  let size: number;
  try {
    size = run(() => sizeOf(next()));
  } catch (error) {
    throw new TemplateError(field, `faker refused it: ${(error as Error).message}`);
  }
  if (size > VALUE_CHARACTERS_MAX) {
    throw new TemplateError(field, `it gives ${size} characters; a field has at most ${VALUE_CHARACTERS_MAX}`);
  }
}

/** Text is measured before it is written out: its length costs nothing. */
function sizeOf(value: unknown): number {
  return typeof value === 'string' ? value.length : jsonText(value).length;
}
