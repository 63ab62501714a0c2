import type { Order } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { type AddKey, numberOf } from './key-value.ts';

const decoder = new TextDecoder();

/** Reads the key of objects that stand one a line. `a.b` is field b of the object in a, unless there is a field "a.b". */
export function jsonKey({ keyField, keyType }: Order): AddKey {
  const name = keyField ?? '';
  const path = name.split('.');
  const field = JSON.stringify(name);
  return (keys, bytes, from, to) => {
    const record = parseObject(decoder.decode(bytes.subarray(from, to)));
    let value: unknown = own(record, name);
    if (value === undefined) value = path.reduce<unknown>(own, record);
    if (keyType === 'number' && typeof value === 'number') keys.addNumber(value);
    else if (typeof value !== 'string') throw wrongKind(field, value);
    else if (keyType === 'number') keys.addNumber(numberOf(value, field));
    else keys.addText(value);
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

function wrongKind(field: string, value: unknown): SortError {
  if (value === undefined) return new SortError('no_key_field', `there is no field ${field}`);
  const what =
    typeof value === 'number'
      ? `the number ${value} where text is expected; numbers are sorted as such with the key type number`
      : `${kindOf(value)}, which is neither text nor a number`;
  return new SortError('mixed_types', `${field} is ${what}`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
