import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  checkOrder,
  chooseSplitters,
  combineHashes,
  concatBlocks,
  DISTRIBUTIONS,
  decodeBlock,
  decodeSample,
  decodeSplitters,
  drawSample,
  EMPTY_HASH,
  encodeBlock,
  encodeSample,
  encodeSplitters,
  generateBlock,
  mergeSamples,
  multisetHash,
  type OrderWanted,
  orderOf,
  partition,
  sameMultiset,
  sampleSize,
  sortBlock,
} from './index.ts';

const ORDERS: readonly OrderWanted[] = [
  { type: 'int32' },
  { type: 'int64', direction: 'desc' },
  { type: 'float64' },
  { type: 'text' },
  { type: 'text', collation: { locale: 'de' }, stable: true },
  { type: 'json', keyField: 'price', keyType: 'number', stable: true },
  { type: 'csv', keyField: 'na"me', direction: 'desc', stable: true },
];

/** All the steps that machines take, with everything that they send made bytes and read again. */
function sortOverShares(shares: readonly Block[], wanted: OrderWanted, parts: number) {
  const order = orderOf(wanted);
  const count = shares.reduce((sum, block) => sum + block.count, 0);
  const drawn = sampleSize({ count, parts });
  const samples = shares.map((block, share) =>
    drawSample(block, {
      count: Math.ceil((drawn * block.count) / Math.max(1, count)),
      seed: 7,
      origin: { share, first: 0 },
    }),
  );
  const sample = mergeSamples(
    samples.map((one) => decodeSample(encodeSample(one))),
    order,
  );
  const splitters = decodeSplitters(encodeSplitters(chooseSplitters(sample, order, parts)));
  const sent = shares.map((block, share) =>
    partition(block, splitters, order, { share, first: 0 }).map((part) => decodeBlock(encodeBlock(part))),
  );
  return Array.from({ length: parts }, (_, part) =>
    sortBlock(concatBlocks(sent.map((parts) => parts[part] as Block)), order),
  );
}

function expectSorted(shares: readonly Block[], parts: readonly Block[], wanted: OrderWanted): void {
  const order = orderOf(wanted);
  let last: Block | null = null;
  for (const part of parts) {
    const check = checkOrder(part, order, last);
    expect(check.firstOutOfOrder).toBeNull();
    last = check.last;
  }
  const hash = (blocks: readonly Block[]) => blocks.map(multisetHash).reduce(combineHashes, EMPTY_HASH);
  expect(sameMultiset(hash(parts), hash(shares))).toBe(true);
}

describe('a sort over many machines', () => {
  it.each(ORDERS.flatMap((order) => DISTRIBUTIONS.map((distribution) => ({ order, distribution }))))(
    'gives all elements in order and balanced: $order.type $distribution',
    ({ order, distribution }) => {
      const count = order.type === 'int32' ? 200_000 : 3_000;
      const generated = { distribution, seed: 5, count };
      const ends = [0, 0.25, 0.5, 0.5, 1].map((share) => Math.floor(share * count));
      const shares = ends
        .slice(1)
        .map((end, index) => generateBlock(generated, orderOf(order), ends[index]!, end - ends[index]!));
      const parts = sortOverShares(shares, order, 8);
      expectSorted(shares, parts, order);
      const largest = Math.max(...parts.map((part) => part.count));
      expect(largest / (count / 8)).toBeLessThanOrEqual(1.05);
    },
  );

  it('takes any numbers in any shares, and more parts than elements', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -3, max: 3 })), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (values, parts) => {
          const shares = values.map((share) => ({
            type: 'int32' as const,
            count: share.length,
            values: Int32Array.from(share),
          }));
          const sorted = sortOverShares(shares, { type: 'int32' }, parts);
          const all = sorted.flatMap((block) => (block.type === 'int32' ? [...block.values] : []));
          expect(all).toEqual(values.flat().sort((a, b) => a - b));
        },
      ),
    );
  });
});
