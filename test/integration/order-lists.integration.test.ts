import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { listOrdersQuery } from '@longshore/schemas';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { migrate } from '../../control-plane/src/database/migrate.ts';
import { listOrders } from '../../control-plane/src/services/order/list-orders.ts';
import type { ServiceContext } from '../../control-plane/src/services/service-context.ts';

const ORDERS = 40_000;
const PAGE = 50;

const address = new URL(inject('services').databaseUrl);
address.pathname = `/order_lists_${randomBytes(4).toString('hex')}`;
const client = new pg.Client({ connectionString: address.href });

const idOf = (number: string): string => `('01999999-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

// As after a long day: all but the last are over, now and then one failed, and hardly any went to the small kitchen.
const DAY = `
INSERT INTO kitchen_order (id, dish, latitude, longitude, priority, cook_ms, taken, state, kitchen_id, boot_id, run_id, failure, ended_at)
SELECT ${idOf('n')}, 'soup', 60.17, 24.94, 0, 1000, false,
       CASE WHEN n > $1::int - 20 THEN 'cooking' WHEN n % 500 = 0 THEN 'failed' ELSE 'delivered' END,
       CASE WHEN n % 2000 = 1 THEN 'small' ELSE 'kitchen-' || n % 5 END,
       CASE WHEN n > $1::int - 20 THEN 'b' END,
       CASE WHEN n BETWEEN 1000 AND 1100 THEN ${idOf('1')} END,
       CASE WHEN n % 500 = 0 AND n <= $1::int - 20 THEN 'CALLED_OFF' END,
       CASE WHEN n <= $1::int - 20 THEN now() END
FROM generate_series(1, $1::int) n`;

beforeAll(async () => {
  await migrate(address.href, path.join(import.meta.dirname, '../../control-plane/prisma/migrations'));
  await client.connect();
  await client.query(DAY, [ORDERS]);
  // By then they have all left the index of those that nobody has taken.
  await client.query('UPDATE kitchen_order SET taken = true');
  readAnew = await readInFull(() => client.query('SELECT kitchen_orders_not_taken(200000)'));
  await client.query('ANALYZE kitchen_order');
});
afterAll(() => client.end());

/** Orders that were read in full, by a database that has no statistics of them yet. */
let readAnew: number;

/** How many orders a statement reads one after the other, without an index. */
async function readInFull(ask: () => Promise<unknown>): Promise<number> {
  const counted = async (): Promise<number> => {
    const { rows } = await client.query<{ read: number }>(
      // Of this connection, with what it has not handed over to the statistics of all.
      `SELECT seq_tup_read::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'kitchen_order'`,
    );
    return rows[0]?.read ?? Number.NaN;
  };
  await client.query('BEGIN');
  const before = await counted();
  await ask();
  const read = (await counted()) - before;
  await client.query('COMMIT');
  return read;
}

it('an order that comes in has none of those before it read, also on the first day of a database', () => {
  expect(readAnew).toBe(0);
});

interface Step {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Step[];
}

/** How many orders the database looked at. */
function lookedAt({ Plans = [], ...step }: Step): number {
  const own = (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'];
  return Plans.map(lookedAt).reduce((sum, each) => sum + each, step['Relation Name'] === 'kitchen_order' ? own : 0);
}

it.each([
  ['all', {}],
  ['those that are open', { state: 'received,assigned,cooking' }],
  ['those that failed', { state: 'failed' }],
  ['those that are open or failed', { state: 'cooking,failed' }],
  ['those that were delivered', { state: 'delivered' }],
  ['those of a large kitchen', { kitchen: 'kitchen-3' }],
  ['those of a kitchen that had hardly any', { kitchen: 'small' }],
  ['those of a kitchen that there is not', { kitchen: 'nowhere' }],
  ['those of a run', { run: '01999999-0000-7000-8000-000000000001' }],
  ['those whose ids begin with something', { q: '01999999-0000-7000-8000-00000000ff' }],
])('orders are listed without looking at all of them: %s', async (_what, query) => {
  let looked = 0;
  const pool = {
    query: async (text: string, values: unknown[]) => {
      const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      looked += lookedAt(rows[0]['QUERY PLAN'][0].Plan);
      return { rows: [] };
    },
  };
  const ctx = { pool, caller: { permissions: new Set(['kitchens:read']) } } as unknown as ServiceContext;
  await listOrders(ctx, listOrdersQuery.parse({ ...query, limit: String(PAGE) }));
  expect(looked).toBeLessThanOrEqual(10 * PAGE);
});
