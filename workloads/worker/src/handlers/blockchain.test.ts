import { type Block, blockchainPayload } from '@longshore/schemas';
import { faultOfBlock, NO_BLOCK } from '@longshore/work/ledger';
import { describe, expect, it } from 'vitest';
import { workContext } from '../../../../test/fakes/work/work-context.ts';
import { blockchain } from './blockchain.ts';

async function append(head: Block | null, records: string[], difficulty = 8): Promise<Block> {
  const payload = blockchainPayload.parse({ operation: 'append', chain: 'c', records, difficulty });
  const result = await blockchain(payload, workContext({ head }));
  if (result.operation !== 'append') throw new Error('no append');
  expect(result.hashes).toBe(result.block.nonce + 1);
  return result.block;
}

async function chainOf(length: number): Promise<Block[]> {
  const blocks: Block[] = [];
  for (let n = 0; n < length; n += 1) blocks.push(await append(blocks.at(-1) ?? null, [`record ${n}`], 4));
  return blocks;
}

const verify = (input: { blocks?: unknown[]; parts?: string[] }) =>
  blockchain(
    blockchainPayload.parse({ operation: 'verify', chain: 'c', ...(input.blocks ? { blocks: input.blocks } : {}) }),
    workContext({ parts: input.parts ?? [] }),
  );

describe('blockchain', () => {
  it('makes a first block, and the next on its head, with the work that was asked for', async () => {
    const first = await append(null, ['a', 'b']);
    expect(first).toMatchObject({ height: 0, previous: NO_BLOCK, records: ['a', 'b'], difficulty: 8 });
    expect(first.hash).toMatch(/^00/);
    const second = await append(first, ['c'], 0);
    expect(second).toMatchObject({ height: 1, previous: first.hash });
    expect(faultOfBlock(second, first)).toBeNull();
  });

  it('verifies a whole chain, as a list or as the ledger gives it, cut anywhere', async () => {
    const blocks = await chainOf(5);
    const expected = { valid: true, blocks: 5, firstBad: null, head: blocks.at(-1)?.hash };
    expect(await verify({ blocks })).toMatchObject(expected);
    const text = blocks.map((block) => `${JSON.stringify(block)}\n`).join('');
    const parts = text.match(/.{1,37}/gs) ?? [];
    expect(await verify({ parts })).toMatchObject(expected);
    expect(await verify({ parts: [] })).toMatchObject({ valid: true, blocks: 0, head: null });
  });

  it('finds the first block that was changed, left out or made of nothing', async () => {
    const blocks = await chainOf(5);
    const third = blocks[2]!;
    const changed = blocks.with(2, { ...third, records: ['changed'] });
    expect(await verify({ blocks: changed })).toMatchObject({ valid: false, firstBad: { height: 2 } });
    expect(await verify({ blocks: blocks.toSpliced(2, 1) })).toMatchObject({ valid: false, firstBad: { height: 2 } });
    const torn = blocks.map((block, n) => `${JSON.stringify(n === 3 ? { ...block, hash: 5 } : block)}\n`);
    expect(await verify({ parts: torn })).toMatchObject({ valid: false, firstBad: { height: 3 } });
    // One whose own hash was made right again breaks the one after it.
    const forged = blocks.with(2, await append(blocks[1]!, ['forged'], 4));
    expect(await verify({ blocks: forged })).toMatchObject({ valid: false, firstBad: { height: 3 } });
  });
});
