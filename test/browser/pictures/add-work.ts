import type { WorkItem, WorkItemInput } from '@longshore/schemas';
import { until } from '../../faults/harness/until.ts';
import type { Person } from './person.ts';
import type { Shown } from './picture-list.ts';

const chain = 'payments';

const orders = `order,city,amount
1001,Hamburg,42.50
1002,Rotterdam,18.00
1003,Hamburg,7.25
1004,Newark,131.90
1005,Rotterdam,64.00
1006,Newark,12.40
1007,Hamburg,88.10
1008,Singapore,23.75
1009,Rotterdam,9.90
`;

const rows: WorkItemInput = {
  type: 'data',
  payload: {
    csv: orders,
    filter: [{ field: 'amount', is: '>', value: 10 }],
    groupBy: ['city'],
    aggregates: [
      { as: 'orders', function: 'count' },
      { as: 'total', function: 'sum', field: 'amount' },
      { as: 'largest', function: 'max', field: 'amount' },
    ],
  },
};

const block = (...records: string[]): WorkItemInput => ({
  type: 'blockchain',
  payload: { operation: 'append', chain, records, difficulty: 12 },
});

/** What is done at once. */
const small: readonly WorkItemInput[] = [
  block('1001 paid by card', '1002 paid by card'),
  block('1003 paid on account'),
  block('1004 paid by card', '1005 refunded', '1006 paid by card'),
  { type: 'compute', payload: { operation: 'digest', input: 'the quick brown fox' } },
  { type: 'compute', payload: { operation: 'prime-count', limit: 2_000_000 } },
  { type: 'data', payload: { csv: orders, groupBy: ['town'], aggregates: [{ as: 'n', function: 'count' }] } },
  { type: 'data', payload: { csv: orders, project: ['order', 'amount'] } },
];

/** Has workers of the fleet do some of everything, and leaves them with more than they can do at once. */
export async function addWork(operator: Person): Promise<Shown['work']> {
  const submit = async (item: WorkItemInput) => (await operator.ask<{ id: string }>('POST', '/work-items', item)).id;
  await operator.ask('PATCH', '/work-queues/compute', { minimum: 1, maximum: 2, itemsPerWorker: 10 });
  await operator.ask('PATCH', '/work-queues/data', { minimum: 1 });
  const refused = await submit({ type: 'file', payload: { url: 'http://10.0.4.17/exports/orders.csv' } });
  const summed = await submit(rows);
  const ids = [refused, summed];
  for (const item of small) ids.push(await submit(item));
  await until(
    'the first items have ended',
    async () => {
      const items = await Promise.all(ids.map((id) => operator.ask<WorkItem>('GET', `/work-items/${id}`)));
      return items.every(({ endedAt }) => endedAt !== null);
    },
    // Each item is asked for by itself, and requests are counted.
    { timeoutMs: 240_000, everyMs: 1_000 },
  );
  for (let seed = 1; seed <= 24; seed += 1) {
    await submit({ type: 'compute', payload: { operation: 'monte-carlo-pi', samples: 400_000_000, seed } });
  }
  return { rows: summed, failed: refused, chain };
}
