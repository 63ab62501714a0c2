import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../block/block.ts';
import { orderOf } from '../order.ts';
import { SortError } from '../sort-error.ts';
import { parseBlock } from './parse-block.ts';
import { printBlock } from './print-block.ts';

type NumberType = 'int32' | 'int64' | 'float64';

function valuesOf(type: NumberType, text: string): (number | bigint)[] {
  const block = parseBlock(Buffer.from(text), orderOf({ type })) as Extract<Block, { type: NumberType }>;
  return [...block.values];
}

function errorOf(read: () => unknown): SortError {
  try {
    read();
  } catch (error) {
    if (error instanceof SortError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${String(value)}\n`).join('');
}

describe('numbers as text', () => {
  it('of 32 bits are read and printed back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), (values) => {
        const block = parseBlock(Buffer.from(lines(values)), orderOf({ type: 'int32' }));
        expect(valuesOf('int32', lines(values))).toEqual(values);
        expect(Buffer.from(printBlock(block)).toString()).toBe(lines(values));
      }),
    );
  });

  it('of 64 bits are read and printed back', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (values) => {
        expect(valuesOf('int64', lines(values))).toEqual(values);
        const block = parseBlock(Buffer.from(lines(values)), orderOf({ type: 'int64' }));
        expect(Buffer.from(printBlock(block)).toString()).toBe(lines(values));
      }),
    );
    const ends = [-1n, 0n, 2n ** 32n, -(2n ** 32n), 10n ** 18n, -(10n ** 18n) + 1n, 999999999n, 10n ** 9n];
    expect(valuesOf('int64', lines(ends))).toEqual(ends);
    for (let digits = 1; digits <= 18; digits++) {
      const around = [
        10n ** BigInt(digits) - 1n,
        10n ** BigInt(digits),
        -(10n ** BigInt(digits)),
        2n ** BigInt(digits * 3),
      ];
      const block = parseBlock(Buffer.from(lines(around)), orderOf({ type: 'int64' }));
      expect(Buffer.from(printBlock(block)).toString()).toBe(lines(around));
    }
  });

  it('of floating point are read as the language reads them, and printed so that they read as the same', () => {
    const short = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9999 })).map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double().map(String), short)), (texts) => {
        const read = valuesOf('float64', lines(texts));
        expect(read).toEqual(texts.map(Number));
        const block = parseBlock(Buffer.from(lines(texts)), orderOf({ type: 'float64' }));
        expect(valuesOf('float64', Buffer.from(printBlock(block)).toString())).toEqual(read);
      }),
    );
    const odd = ['-0', 'nan', '-NaN', 'inf', '-Infinity', '+1', '.5', '5.', '1e400', '-.5e-3'];
    expect(valuesOf('float64', lines(odd))).toEqual([-0, NaN, NaN, Infinity, -Infinity, 1, 0.5, 5, Infinity, -0.0005]);
  });

  it('may have blanks around them, a plus, and zeros in front', () => {
    const text = ' 7 \n+8\r\n00000000000000000000009\n\t-10\n';
    expect(valuesOf('int32', text)).toEqual([7, 8, 9, -10]);
    expect(valuesOf('int64', text)).toEqual([7n, 8n, 9n, -10n]);
    expect(valuesOf('float64', text)).toEqual([7, 8, 9, -10]);
  });

  it.each<[NumberType, string, string, string]>([
    ['int32', '1\n2147483648\n', 'beyond_type', 'line 2: "2147483648" is beyond int32 (-2147483648 to 2147483647'],
    ['int32', '-2147483649\n', 'beyond_type', 'line 1: "-2147483649" is beyond int32'],
    ['int64', '1\n1\n9223372036854775808\n', 'beyond_type', 'line 3: "9223372036854775808" is beyond int64'],
    ['int32', '1\n\n2\n', 'not_a_number', 'line 2: an empty line where a whole number is expected'],
    ['int32', '1.5\n', 'not_a_number', 'line 1: "1.5" where a whole number is expected'],
    ['int32', '-\n', 'not_a_number', 'line 1: "-" where'],
    ['int64', '0x10\n', 'not_a_number', 'line 1: "0x10" where a whole number is expected'],
    ['int64', '12345678901234567890123x\n', 'not_a_number', 'line 1: "12345678901234567890123x"'],
    ['float64', '1,5\n', 'not_a_number', 'line 1: "1,5" where a number is expected'],
    ['float64', '\n', 'not_a_number', 'line 1: an empty line'],
    ['float64', '1e\n', 'not_a_number', 'line 1: "1e"'],
    ['int32', `${'x'.repeat(10_000)}\n`, 'not_a_number', `line 1: "${'x'.repeat(40)}…" where`],
  ])('%s refuses %j', (type, text, code, message) => {
    const error = errorOf(() => parseBlock(Buffer.from(text), orderOf({ type })));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });
});

describe('records', () => {
  const json = orderOf({ type: 'json', keyField: 'a.b' });
  const csv = orderOf({ type: 'csv', keyField: 'name' });
  const header = Buffer.from('\uFEFFid,"name"\r');

  function keysOf(block: Block): string[] {
    if (!('keys' in block)) throw new TypeError('Numbers have no keys');
    const { bytes, offsets } = block.keys;
    return Array.from({ length: block.count }, (_, index) =>
      Buffer.from(bytes.subarray(offsets[index], offsets[index + 1])).toString(),
    );
  }

  it('of json have the key at a path, or under a name with a point', () => {
    const text = '{"a":{"b":"x"}}\n{"a.b":"y","a":{"b":"z"}}\n';
    expect(keysOf(parseBlock(Buffer.from(text), json))).toEqual(['x', 'y']);
  });

  it('of csv have the key in the column that the header names, quoted or not', () => {
    const text = '1,plain\n2,"with "" and, comma"\n3,\n4,last\r\n';
    expect(keysOf(parseBlock(Buffer.from(text), csv, header))).toEqual(['plain', 'with " and, comma', '', 'last']);
  });

  it.each([
    ['no_key_field', 'line 2: there is no field "a.b"', () => parseBlock(Buffer.from('{"a.b":"x"}\n{"a":1}\n'), json)],
    ['mixed_types', 'line 1: "a.b" is the number 5 where text', () => parseBlock(Buffer.from('{"a.b":5}\n'), json)],
    ['mixed_types', 'line 1: "a.b" is null', () => parseBlock(Buffer.from('{"a.b":null}\n'), json)],
    ['bad_record', 'line 1: this is no JSON', () => parseBlock(Buffer.from('{"a"\n'), json)],
    ['bad_record', 'line 1: an array where an object', () => parseBlock(Buffer.from('[]\n'), json)],
    [
      'mixed_types',
      'line 2: "a.b" is "x" where a number',
      () => parseBlock(Buffer.from('{"a.b":5}\n{"a.b":"x"}\n'), { ...json, keyType: 'number' }),
    ],
    [
      'no_key_field',
      'no field "name" in the header, but "id"',
      () => parseBlock(Buffer.from('1\n'), csv, Buffer.from('id')),
    ],
    ['no_key_field', 'the record ends before field "name"', () => parseBlock(Buffer.from('1\n'), csv, header)],
    ['bad_record', 'a quoted field does not end', () => parseBlock(Buffer.from('1,"x\n'), csv, header)],
    ['bad_record', 'behind the quotes', () => parseBlock(Buffer.from('1,"x"y\n'), csv, header)],
  ])('are refused: %s, %s', (code, message, read) => {
    const error = errorOf(read);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });
});
