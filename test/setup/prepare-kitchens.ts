import type { KitchenRun, OrderSummary, OrderView } from '@longshore/schemas';
import { CITY } from '@longshore/schemas';
import { Person } from '../browser/pictures/person.ts';
import { until } from '../faults/harness/until.ts';

/** What the kitchen network did before any test. */
export interface PreparedKitchens {
  delivered: string;
  calledOff: string;
  /** One that is done: its recording is what the story tells. */
  run: string;
}

/** Runs a short lunch, whose kitchens close again, and calls an order off that no kitchen was open for. */
export async function prepareKitchens(url: string, ownerKey: string): Promise<PreparedKitchens> {
  const owner = Person.owner(url, ownerKey);
  const { id: calledOff } = await owner.ask<{ id: string }>('POST', '/orders', { dish: 'pizza', place: CITY.centre });
  await owner.ask('POST', `/orders/${calledOff}/call-off`);
  await until('the order has ended', async () => {
    return (await owner.ask<OrderView>('GET', `/orders/${calledOff}`)).state === 'failed';
  });
  const { id: run } = await owner.ask<KitchenRun>('POST', '/kitchen-runs', {
    scenario: 'lunch',
    seed: 1,
    kitchens: 3,
    speed: 10,
  });
  await until(
    'the run is done',
    async () => {
      const { state, reason } = await owner.ask<KitchenRun>('GET', `/kitchen-runs/${run}`);
      if (state === 'failed') throw new Error(`the run failed: ${reason}`);
      return state === 'done';
    },
    { timeoutMs: 120_000 },
  );
  const { items } = await owner.ask<{ items: OrderSummary[] }>('GET', `/orders?run=${run}&state=delivered&limit=1`);
  return { delivered: items[0]?.id ?? '', calledOff, run };
}
