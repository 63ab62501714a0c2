import { type Block, blockSchema } from '@longshore/schemas';
import { faultOfBlock, type Head } from '@longshore/work/ledger';
import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';

const HEADS = `
SELECT DISTINCT ON (chain) chain, height, hash FROM ledger_block WHERE chain = ANY($1::text[]) ORDER BY chain, height DESC`;

const APPEND = `
INSERT INTO ledger_block (chain, height, hash, block, item_id) VALUES ($1, $2, $3, $4::jsonb, $5) ON CONFLICT DO NOTHING`;

/** The last block of each chain that has one. */
export async function readHeads(
  client: Pick<pg.ClientBase, 'query'>,
  chains: readonly string[],
): Promise<Map<string, NonNullable<Head>>> {
  if (chains.length === 0) return new Map();
  const { rows } = await client.query<NonNullable<Head> & { chain: string }>(HEADS, [chains]);
  return new Map(rows.map(({ chain, height, hash }) => [chain, { height, hash }]));
}

/** What became of a block that a worker made. */
export type Appended = 'appended' | 'head-moved' | { fault: string };

/**
 * Appends the block that an item asked for, if it is what it says and belongs after the last one.
 *
 * @param records - those that the item asked for: a worker does not choose
 */
export async function appendBlock(
  client: pg.PoolClient,
  item: { id: string; chain: string; records: readonly string[]; difficulty: number },
  given: unknown,
): Promise<Appended> {
  const parsed = blockSchema.safeParse(given);
  if (!parsed.success) return { fault: 'the result has no block as it should be' };
  const block: Block = parsed.data;
  if (block.difficulty !== item.difficulty || toJson(block.records) !== toJson(item.records)) {
    return { fault: 'the block is not the one that was asked for' };
  }
  const head = (await readHeads(client, [item.chain])).get(item.chain) ?? null;
  if (block.height !== (head?.height ?? -1) + 1 || (head !== null && block.previous !== head.hash)) return 'head-moved';
  const fault = faultOfBlock(block, head);
  if (fault !== null) return { fault: `the block is wrong: ${fault}` };
  const { rowCount } = await client.query(APPEND, [item.chain, block.height, block.hash, toJson(block), item.id]);
  return rowCount === 1 ? 'appended' : 'head-moved';
}
