import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, isLineBlock, lineAt, lineBlock, linesOf, numberBlock, textBlock } from '../block/block.ts';
import { compareFloats } from '../block/compare.ts';
import { generateBlock } from '../generate/generate-block.ts';
import { DISTRIBUTIONS } from '../generate/value-at.ts';
import { type OrderWanted, orderOf } from '../order.ts';
import { checkOrder } from '../proof/check-order.ts';
import { multisetHash } from '../proof/multiset-hash.ts';
import { parseBlock } from '../text/parse-block.ts';
import { printBlock } from '../text/print-block.ts';
import { sortBlock } from './sort-block.ts';

function textsOf(block: Block): string[] {
  if (!isLineBlock(block)) throw new TypeError('Numbers are no texts');
  return Array.from({ length: block.count }, (_, index) => Buffer.from(lineAt(block.lines, index)).toString('utf8'));
}

function valuesOf(block: Block): (number | bigint)[] {
  if (isLineBlock(block)) throw new TypeError('Texts are no numbers');
  return [...(block.values as Iterable<number | bigint>)];
}

/** Arrays long enough for every way that there is through the sort. */
const long = { size: '+1' as const, maxLength: 2_000 };

describe('numbers', () => {
  it('of 32 bits are sorted as the language sorts them', () => {
    const few = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), long);
    const close = fc.array(fc.integer({ min: -40, max: 40 }), long);
    fc.assert(
      fc.property(fc.oneof(few, close), (values) => {
        const sorted = sortBlock(numberBlock(Int32Array.from(values)), orderOf({ type: 'int32' }));
        expect(valuesOf(sorted)).toEqual(values.toSorted((a, b) => a - b));
      }),
    );
  });

  it('of 64 bits are sorted as the language sorts them, descending too', () => {
    const any = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const close = fc.bigInt({ min: -40n, max: 40n });
    fc.assert(
      fc.property(fc.array(fc.oneof(any, close), long), (values) => {
        const block = numberBlock(BigInt64Array.from(values));
        const ascending = values.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
        expect(valuesOf(sortBlock(block, orderOf({ type: 'int64' })))).toEqual(ascending);
        const descending = sortBlock(block, orderOf({ type: 'int64', direction: 'desc' }));
        expect(valuesOf(descending)).toEqual(ascending.toReversed());
      }),
    );
  });

  it('of floating point have -0 before +0, and every NaN at the end', () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(-0, 0, Number.NaN, -Infinity, Infinity, 5e-324, -5e-324));
    fc.assert(
      fc.property(fc.array(value, long), (values) => {
        const sorted = valuesOf(sortBlock(numberBlock(Float64Array.from(values)), orderOf({ type: 'float64' })));
        expect(sorted).toEqual(values.toSorted(compareFloats));
      }),
    );
    const bits = new BigInt64Array([-1n, 0x7ff0000000000001n]);
    const odd = Float64Array.of(Number.NaN, 1, ...new Float64Array(bits.buffer), Infinity);
    expect(valuesOf(sortBlock(numberBlock(odd), orderOf({ type: 'float64' })))).toEqual([1, Infinity, NaN, NaN, NaN]);
  });

  it('are not changed where they were given', () => {
    const values = Int32Array.of(3, 1, 2);
    sortBlock(numberBlock(values), orderOf({ type: 'int32' }));
    expect([...values]).toEqual([3, 1, 2]);
  });
});

describe('texts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[ab\0]{0,30}$/),
    fc.constantFrom('', 'aaaaaaaaaaaa'),
  );

  it('are sorted by their bytes, as code points are', () => {
    fc.assert(
      fc.property(fc.array(text, { size: '+1', maxLength: 400 }), (texts) => {
        const sorted = textsOf(sortBlock(textBlock(texts), orderOf({ type: 'text' })));
        const expected = texts.map((one) => Buffer.from(one)).sort(Buffer.compare);
        expect(sorted).toEqual(expected.map((bytes) => bytes.toString('utf8')));
      }),
    );
  });

  it('that are many are sorted by their bytes too, also where a byte is 0', () => {
    const ends = ['', '\0', '\0\0', 'a', 'a\0', 'b', 'ab\0c'];
    const texts = Array.from(
      { length: 4_000 },
      (_, n) => `${ends[n % 7]}${ends[(n >> 3) % 7]}${ends[(n >> 6) % 7]}${ends[(n >> 9) % 7]}`,
    );
    const sorted = textsOf(sortBlock(textBlock(texts), orderOf({ type: 'text' })));
    expect(sorted).toEqual(texts.toSorted());
    const descending = textsOf(sortBlock(textBlock(texts), orderOf({ type: 'text', direction: 'desc' })));
    expect(descending).toEqual(texts.toSorted().reverse());
  });

  it('are sorted as a locale has it', () => {
    const { compare } = new Intl.Collator('sv');
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[aäåoözA]{0,4}$/), long), (texts) => {
        const order = orderOf({ type: 'text', collation: { locale: 'sv' }, stable: true });
        expect(textsOf(sortBlock(textBlock(texts), order))).toEqual(texts.toSorted(compare));
        const unstable = textsOf(sortBlock(textBlock(texts), { ...order, stable: false }));
        expect(unstable.map((one, index) => compare(one, texts.toSorted(compare)[index]!))).toEqual(texts.map(() => 0));
      }),
    );
  });

  it('that differ in the last of a million bytes are told apart', () => {
    const texts = ['b', 'a', 'c'].flatMap((end) => Array.from({ length: 8 }, () => `${'x'.repeat(300_000)}${end}`));
    expect(textsOf(sortBlock(textBlock(texts), orderOf({ type: 'text' })))).toEqual(texts.toSorted());
  });

  it('keep their order where keys are equal, in both directions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ab]{0,2}$/), long),
        fc.constantFrom('asc', 'desc'),
        (keys, direction) => {
          const encode = (values: readonly string[]) => linesOf(values.map((value) => Buffer.from(value)));
          const block = lineBlock('json', encode(keys.map((_, index) => String(index))), encode(keys));
          const sorted = textsOf(sortBlock(block, orderOf({ type: 'json', keyField: 'k', stable: true, direction })));
          const sign = direction === 'asc' ? 1 : -1;
          const expected = keys
            .map((_, index) => index)
            .sort((i, j) => sign * Buffer.compare(Buffer.from(keys[i]!), Buffer.from(keys[j]!)));
          expect(sorted.map(Number)).toEqual(expected);
        },
      ),
    );
  });

  it('that are keys of records with numbers are sorted as numbers', () => {
    const order = orderOf({ type: 'csv', keyField: 'price', keyType: 'number' });
    const block = parseBlock(Buffer.from('9,a\n10,b\n-1e3,c\n-0.5,d\nNaN,e\n'), order, Buffer.from('price,name'));
    expect(Buffer.from(printBlock(sortBlock(block, order))).toString()).toBe('-1e3,c\n-0.5,d\n9,a\n10,b\nNaN,e\n');
  });
});

const ORDERS: readonly OrderWanted[] = [
  { type: 'int32' },
  { type: 'int64' },
  { type: 'float64', direction: 'desc' },
  { type: 'text' },
  { type: 'csv', keyField: 'k', keyType: 'number' },
];

describe('every distribution', () => {
  it.each(ORDERS.flatMap((order) => DISTRIBUTIONS.map((distribution) => ({ order, distribution }))))(
    'gives the same elements in order: $order.type $distribution',
    ({ order: wanted, distribution }) => {
      const order = orderOf(wanted);
      const block = generateBlock({ distribution, seed: 2, count: 20_000 }, order, 0, 20_000);
      const sorted = sortBlock(block, order);
      expect(checkOrder(sorted, order, null).firstOutOfOrder).toBeNull();
      expect(multisetHash(sorted)).toEqual(multisetHash(block));
    },
  );
});
