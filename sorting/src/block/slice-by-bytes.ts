import { SortError } from '../sort-error.ts';
import { type Block, blockBytes } from './block.ts';
import { sliceBlock } from './rearrange.ts';

/**
 * Cuts a block into slices of about so many bytes, one element at least in each.
 *
 * @param mostBytes - an element that is larger alone is refused
 * @throws SortError `line_too_long`
 */
export function* sliceByBytes(block: Block, targetBytes: number, mostBytes: number): Generator<Block, void, undefined> {
  let from = 0;
  while (from < block.count) {
    const rest = block.count - from;
    const bytes = blockBytes(sliceBlock(block, from, block.count));
    let length = bytes <= targetBytes ? rest : Math.max(1, Math.floor((rest * targetBytes) / bytes));
    // Lines are of unequal length: the mean is only where to begin.
    while (length > 1 && blockBytes(sliceBlock(block, from, from + length)) > 2 * targetBytes) length = length >> 1;
    const slice = sliceBlock(block, from, from + length);
    const size = blockBytes(slice);
    if (size > mostBytes) throw new SortError('line_too_long', `an element of ${size} bytes is beyond ${mostBytes}`);
    yield slice;
    from += length;
  }
}
