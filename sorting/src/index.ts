/**
 * Sorting without Kafka, Docker, files or clock: what sorters on the fleet, the command line and pages share.
 *
 * Elements travel in {@link Block}s, which are numbers in a typed array or lines in one piece of memory; an
 * {@link Order}, made by {@link orderOf}, says of what type they are and which comes first. All functions take the order.
 *
 * A sort over many machines, by steps:
 *
 * 1. input: text in pieces → {@link ElementReader} → blocks (text ← {@link printBlock}); or {@link generateBlock}, of
 *    which any machine can make any stretch. Bytes for the wire and for disks: {@link encodeBlock}, {@link decodeBlock}.
 * 2. each share: {@link drawSample} of each of its blocks (`origin` says where in the input the block stands; how many
 *    elements to draw over all: {@link sampleSize}, divided by the blocks' sizes) → {@link encodeSample}.
 * 3. the coordinator: {@link mergeSamples} → {@link chooseSplitters} → {@link encodeSplitters}.
 * 4. each share: {@link partition} of each block, with the same origin, into one block for each part. Equal keys are
 *    divided by place, so that any input balances.
 * 5. the owner of a part: blocks → {@link concatBlocks} → {@link sortBlock}, or, beyond its memory, sorted runs →
 *    {@link mergeRuns}. For a stable sort blocks are put together, and runs merged, in the order of (share, position).
 *    A part that is too large is an input of its own: step 2 again, with new places.
 * 6. proof: {@link multisetHash} of input and result ({@link combineHashes}, {@link sameMultiset}),
 *    {@link checkOrder} within each part and {@link bordersInOrder} between them.
 *
 * Wrong input is a {@link SortError} with a code, words and, where there is one, the line.
 */
export {
  type Block,
  blockBytes,
  emptyBlock,
  type Float64Block,
  type Int32Block,
  type Int64Block,
  isLineBlock,
  type LineBlock,
  type Lines,
  lineBlock,
  type NumberBlock,
  numberBlock,
  textBlock,
} from './block/block.ts';
export { type CompareElements, comparatorOf } from './block/compare.ts';
export { decodeBlock, encodeBlock } from './block/encode-block.ts';
export { concatBlocks, sliceBlock } from './block/rearrange.ts';
export { sliceByBytes } from './block/slice-by-bytes.ts';
export { generateBlock, generatedHeader } from './generate/generate-block.ts';
export { DISTRIBUTIONS, type Distribution, type Generated } from './generate/value-at.ts';
export { mergeRuns, type Run } from './merge/merge-runs.ts';
export { type ElementType, isLines, type Order, type OrderWanted, orderOf } from './order.ts';
export { bordersInOrder, type PartEnds } from './proof/borders-in-order.ts';
export { checkOrder, type OrderCheck } from './proof/check-order.ts';
export { combineHashes, EMPTY_HASH, type MultisetHash, multisetHash, sameMultiset } from './proof/multiset-hash.ts';
export type { Marks, Origin } from './sample/marks.ts';
export { partition } from './sample/partition.ts';
export {
  type DrawOptions,
  decodeSample,
  drawSample,
  encodeSample,
  mergeSamples,
  type Sample,
} from './sample/sample.ts';
export { type BalanceWanted, sampleSize } from './sample/sample-size.ts';
export { chooseSplitters, decodeSplitters, encodeSplitters, MOST_PARTS, type Splitters } from './sample/splitters.ts';
export { sortBlock } from './sort/sort-block.ts';
export { SortError, type SortErrorCode } from './sort-error.ts';
export { ElementReader, MAX_LINE_BYTES } from './text/element-reader.ts';
export { parseBlock } from './text/parse-block.ts';
export { printBlock } from './text/print-block.ts';
export { type Trace, type TraceStep, traceQuicksort } from './trace/trace-quicksort.ts';
