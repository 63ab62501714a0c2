import { type Block, numberBlock } from '../block/block.ts';
import type { Order } from '../order.ts';
import { parseBlock } from '../text/parse-block.ts';
import { type Generated, type ValueAt, valueAt } from './value-at.ts';

const SPAN = 0x1_0000_0000;
const LEAST = -0x8000_0000;
const MOST_DIGITS = 10;
const encoder = new TextEncoder();

/**
 * Elements `first` to before `first + count` of what is generated: the same on any machine, whatever was generated before.
 * Records have the key field and their number, `n`.
 */
export function generateBlock(generated: Generated, order: Order, first: number, count: number): Block {
  const value = valueAt(generated);
  switch (order.type) {
    case 'int32': {
      const values = new Int32Array(count);
      for (let index = 0; index < count; index++) values[index] = value.high(first + index);
      return numberBlock(values);
    }
    case 'int64': {
      const values = new BigInt64Array(count);
      const words = new Int32Array(values.buffer);
      for (let index = 0; index < count; index++) {
        words[index * 2] = value.low(first + index);
        words[index * 2 + 1] = value.high(first + index);
      }
      return numberBlock(values);
    }
    case 'float64': {
      const values = new Float64Array(count);
      for (let index = 0; index < count; index++) {
        values[index] = value.high(first + index) + value.low(first + index) / SPAN;
      }
      return numberBlock(values);
    }
    case 'text':
    case 'json':
    case 'csv':
      return generateLines(order, value, first, count);
  }
}

function generateLines(order: Order, value: ValueAt, first: number, count: number): Block {
  const lines: string[] = [];
  for (let n = first; n < first + count; n++) lines.push(`${lineOf(order, value, n)}\n`);
  return parseBlock(encoder.encode(lines.join('')), order, generatedHeader(order));
}

/** The header of generated csv; null for other types. */
export function generatedHeader({ type, keyField }: Order): Uint8Array | null {
  return type === 'csv' ? encoder.encode(`${csvField(keyField ?? '')},n`) : null;
}

function lineOf({ type, keyField, keyType }: Order, { high, low }: ValueAt, n: number): string {
  const number = high(n);
  const text = String(number - LEAST).padStart(MOST_DIGITS, '0') + (low(n) === 0 ? '' : ` ${low(n).toString(36)}`);
  if (type === 'text') return text;
  const key = keyType === 'number' ? number : text;
  return type === 'csv' ? `${key},${n}` : JSON.stringify({ [keyField ?? '']: key, n });
}

function csvField(name: string): string {
  return /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
