import { type ChainDetail, type ChainSummary, newId, type Problem } from '@longshore/schemas';
import type { Head } from '@longshore/work/ledger';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { sampleBlock } from '../control-plane/sample-chain.ts';
import { World } from '../control-plane/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.create(inject('services'));
});
afterAll(() => world?.close());
afterEach(() => world.forget('ledger_block'));

/** A chain as workers would have made it. */
async function append(chain: string, blocks: number): Promise<void> {
  let head: Head = null;
  for (let height = 0; height < blocks; height += 1) {
    const block = sampleBlock(head, [`record ${height}`]);
    await world.pool.query(
      'INSERT INTO ledger_block (chain, height, hash, block, item_id) VALUES ($1, $2, $3, $4, $5)',
      [chain, height, block.hash, JSON.stringify(block), newId()],
    );
    head = block;
  }
}

const show = async (path: string) => (await world.ask<ChainDetail>('GET', `/chains/${path}`)).body;

describe('a chain', () => {
  it('is listed by its name, and shows its blocks page by page, the newest first', async () => {
    await append('orders', 5);
    await append('audit', 1);
    const { body } = await world.ask<{ items: ChainSummary[] }>('GET', '/chains');
    expect(body.items).toMatchObject([
      { name: 'audit', blocks: 1 },
      { name: 'orders', blocks: 5 },
    ]);
    const first = await show('orders?limit=3');
    expect(first.items.map(({ height, fault }) => [height, fault])).toEqual([
      [4, null],
      [3, null],
      [2, null],
    ]);
    const second = await show(`orders?limit=3&cursor=${first.next}`);
    expect(second.items.map(({ height, fault }) => [height, fault])).toEqual([
      [1, null],
      [0, null],
    ]);
    expect(second.next).toBeNull();
    const missing = await world.ask<Problem>('GET', '/chains/none');
    expect([missing.status, missing.body.code]).toEqual([404, 'not_found']);
  });

  it('tells of a block that was changed, and of one that is none any more', async () => {
    await append('orders', 3);
    await world.pool.query(
      `UPDATE ledger_block SET block = jsonb_set(block, '{records,0}', '"forged"') WHERE chain = 'orders' AND height = 1`,
    );
    expect((await show('orders')).items.map(({ fault }) => fault)).toEqual([
      null,
      'its records are not those of its Merkle root',
      null,
    ]);
    await world.pool.query(`UPDATE ledger_block SET block = '{}' WHERE chain = 'orders' AND height = 0`);
    expect((await show('orders')).items.at(-1)).toMatchObject({ block: null, fault: 'what is stored is no block' });
  });
});
