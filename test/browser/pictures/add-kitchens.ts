import type { KitchenRun, OrderSummary, OrderView } from '@longshore/schemas';
import { until } from '../../faults/harness/until.ts';
import type { Person } from './person.ts';
import type { Shown } from './picture-list.ts';

async function run(operator: Person, policy: string, keepOpen: boolean): Promise<string> {
  const asked = { scenario: 'lunch', seed: 7, kitchens: 5, speed: 4, policy, keepOpen };
  const { id } = await operator.ask<KitchenRun>('POST', '/kitchen-runs', asked);
  await until(
    `the run by ${policy} is done`,
    async () => {
      const { state, reason } = await operator.ask<KitchenRun>('GET', `/kitchen-runs/${id}`);
      if (state === 'failed') throw new Error(`the run failed: ${reason}`);
      return state === 'done';
    },
    { timeoutMs: 240_000 },
  );
  return id;
}

/** Two runs of the same lunch, so that they stand beside each other; the kitchens of the second stay open. */
export async function addKitchens(operator: Person): Promise<Shown['kitchens']> {
  await run(operator, 'random', false);
  const scored = await run(operator, 'scored', true);
  const { items } = await operator.ask<{ items: OrderSummary[] }>(
    'GET',
    `/orders?run=${scored}&state=delivered&limit=50`,
  );
  for (const { id } of items) {
    const { receipts } = await operator.ask<OrderView>('GET', `/orders/${id}`);
    if ((receipts[0]?.candidates.length ?? 0) > 2) return { order: id, run: scored };
  }
  throw new Error('no order of the run has a receipt');
}
