import type { Block } from '../block/block.ts';
import { comparatorOf } from '../block/compare.ts';
import type { Order } from '../order.ts';
import { blockBuilder } from './block-builder.ts';
import { LoserTree } from './loser-tree.ts';

/** A sorted run: blocks that follow each other in order. */
export type Run = AsyncIterable<Block> | Iterable<Block>;

/** So many elements make a block of the result, or fewer that have so many bytes of text. */
const BLOCK_ELEMENTS = 65_536;
const BLOCK_BYTES = 4 * 1024 * 1024;

/**
 * Merges sorted runs to one, of which never more than a block each is in memory. Elements with equal keys come in the
 * order of their runs, so that a stable sort stays one.
 */
export async function* mergeRuns(
  runs: readonly Run[],
  order: Order,
  blockElements: number = BLOCK_ELEMENTS,
): AsyncGenerator<Block, void, undefined> {
  const cursors = await Promise.all(runs.map(openRun));
  const first = cursors.find(({ block }) => block !== null)?.block;
  if (first === undefined || first === null) return;
  const compare = comparatorOf(order);
  const tree = new LoserTree(cursors.length, (one, other) => {
    const a = cursors[one] as Cursor;
    const b = cursors[other] as Cursor;
    if (a.block === null || b.block === null) return a.block !== null;
    return (compare(a.block, a.at, b.block, b.at) || one - other) < 0;
  });
  const built = blockBuilder(first, blockElements);
  for (;;) {
    const cursor = cursors[tree.winner] as Cursor;
    if (cursor.block === null) break;
    built.add(cursor.block, cursor.at);
    cursor.at += 1;
    if (cursor.at === cursor.block.count) await advance(cursor);
    if (built.count === blockElements || built.textBytes >= BLOCK_BYTES) yield built.take();
    tree.replay();
  }
  if (built.count > 0) yield built.take();
}

/** Where a run is: null at its end. */
interface Cursor {
  block: Block | null;
  at: number;
  blocks: AsyncIterator<Block> | Iterator<Block>;
}

async function openRun(run: Run): Promise<Cursor> {
  const blocks = Symbol.asyncIterator in run ? run[Symbol.asyncIterator]() : run[Symbol.iterator]();
  const cursor: Cursor = { block: null, at: 0, blocks };
  await advance(cursor);
  return cursor;
}

async function advance(cursor: Cursor): Promise<void> {
  do {
    const { done, value } = await cursor.blocks.next();
    cursor.block = done === true ? null : value;
    cursor.at = 0;
  } while (cursor.block?.count === 0);
}
