import { SortError } from '../sort-error.ts';
import type { KeyOf } from './key-of.ts';

const decoder = new TextDecoder();

/** Reads one field of objects that stand one a line. `a.b` is field b of the object in a, unless there is a field "a.b". */
export function jsonKeyOf(field: string): KeyOf {
  const path = field.split('.');
  return (line) => {
    const record = parseObject(decoder.decode(line));
    let value: unknown = own(record, field);
    if (value === undefined) value = path.reduce<unknown>((inner, name) => own(inner, name), record);
    if (typeof value === 'string' || typeof value === 'number') return value;
    const name = JSON.stringify(field);
    if (value === undefined) throw new SortError('no_key_field', `there is no field ${name}`);
    throw new SortError('mixed_types', `${name} is ${kindOf(value)}, which is neither text nor a number`);
  };
}

function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SortError('bad_record', 'this is no JSON', undefined, error);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new SortError('bad_record', `${kindOf(value)} where an object is expected`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
