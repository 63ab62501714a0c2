import { listOrdersQuery } from '@longshore/schemas';
import { expect, it } from 'vitest';
import type { ServiceContext } from '../service-context.ts';
import { listOrders } from './list-orders.ts';

const OPEN = 'o.ended_at IS NULL';
const FAILED = 'o.failure IS NOT NULL';

// What an index that has only some orders holds must stand in the condition, or the whole table is read.
it.each([
  ['received,cooking', `${OPEN} AND o.state = ANY($2)`],
  ['failed', `${FAILED} AND o.state = ANY($2)`],
  ['failed,received', `(${OPEN} OR ${FAILED}) AND o.state = ANY($2)`],
  ['delivered,failed', 'o.state = ANY($2)'],
])('orders of the states %s are found by the indexes of such', async (state, condition) => {
  const said: string[] = [];
  const query = async (text: string) => {
    said.push(text);
    return { rows: [] };
  };
  const ctx = { pool: { query }, caller: { permissions: new Set(['kitchens:read']) } } as unknown as ServiceContext;
  await listOrders(ctx, listOrdersQuery.parse({ state }));
  expect(said[0]).toContain(`($2::text[] IS NULL OR ${condition})`);
});
