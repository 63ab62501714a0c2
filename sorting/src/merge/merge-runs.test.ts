import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, lineBlock, linesOf, numberBlock, textBlock } from '../block/block.ts';
import { concatBlocks } from '../block/rearrange.ts';
import { orderOf } from '../order.ts';
import { printBlock } from '../text/print-block.ts';
import { mergeRuns } from './merge-runs.ts';

const int32 = orderOf({ type: 'int32' });

function runOf(values: readonly number[], pieces: number): Block[] {
  const sorted = values.toSorted((a, b) => a - b);
  const size = Math.max(1, Math.ceil(sorted.length / pieces));
  return Array.from({ length: pieces }, (_, piece) =>
    numberBlock(Int32Array.from(sorted.slice(piece * size, (piece + 1) * size))),
  );
}

async function gather(blocks: AsyncIterable<Block>): Promise<Block[]> {
  const all: Block[] = [];
  for await (const block of blocks) all.push(block);
  return all;
}

describe('merging runs', () => {
  it('gives all elements in order, whatever the runs and their blocks, some of which are empty', async () => {
    const runs = fc.array(fc.array(fc.integer({ min: -9, max: 9 })), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(
        runs,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (values, pieces, most) => {
          const merged = await gather(
            mergeRuns(
              values.map((run) => runOf(run, pieces)),
              int32,
              most,
            ),
          );
          const all = merged.flatMap((block) => (block.type === 'int32' ? [...block.values] : []));
          expect(all).toEqual(values.flat().toSorted((a, b) => a - b));
          expect(merged.every(({ count }) => count >= 1 && count <= most)).toBe(true);
        },
      ),
    );
  });

  it('takes elements with equal keys in the order of the runs', async () => {
    const order = orderOf({ type: 'json', keyField: 'k', stable: true });
    const run = (name: string) => {
      const encode = (values: readonly string[]) => linesOf(values.map((value) => Buffer.from(value)));
      return [lineBlock('json', encode([`${name}1`, `${name}2`, `${name}3`]), encode(['x', 'x', 'y']))];
    };
    const merged = concatBlocks(await gather(mergeRuns(['a', 'b', 'c'].map(run), order)));
    expect(Buffer.from(printBlock(merged)).toString()).toBe('a1\na2\nb1\nb2\nc1\nc2\na3\nb3\nc3\n');
  });

  it('makes no block of the result too large, however long texts are', async () => {
    const long = textBlock(Array.from({ length: 6 }, (_, n) => `${n}`.repeat(1_500_000)));
    const merged = await gather(mergeRuns([[long], [long]], orderOf({ type: 'text' })));
    expect(merged.map(({ count }) => count)).toEqual([3, 3, 3, 3]);
  });

  it('reads a run no faster than it is merged', async () => {
    let read = 0;
    function* slowly() {
      for (; read < 100; read += 1) yield numberBlock(Int32Array.of(read));
    }
    const merged = mergeRuns([slowly(), [numberBlock(Int32Array.of(50))]], int32, 1);
    await merged.next();
    expect(read).toBeLessThanOrEqual(2);
    await merged.return();
  });
});
