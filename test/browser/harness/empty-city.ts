import { KITCHEN_RUN_STATES, type KitchenRun, type KitchenSummary, type OrderSummary } from '@longshore/schemas';
import { until } from '../../faults/harness/until.ts';
import type { Person } from '../pictures/person.ts';

const WITHIN = { timeoutMs: 60_000 };

/** So that one test finds the city as another left it: no run goes on, every kitchen is closed, no order is on its way. */
export async function emptyCity(owner: Person): Promise<void> {
  const goingOn = async () =>
    (await owner.ask<{ items: KitchenRun[] }>('GET', '/kitchen-runs')).items.filter(
      ({ state }) => !KITCHEN_RUN_STATES[state].terminal,
    );
  const kitchens = async () => (await owner.ask<{ items: KitchenSummary[] }>('GET', '/kitchens')).items;
  for (const { id } of await goingOn()) await owner.ask('POST', `/kitchen-runs/${id}/stop`);
  await until('no run goes on', async () => (await goingOn()).length === 0, WITHIN);
  for (const { id, state } of await kitchens()) {
    if (state !== 'closed' && state !== 'closing') await owner.ask('POST', `/kitchens/${id}/close`);
  }
  await until(
    'every kitchen is closed',
    async () => (await kitchens()).every(({ state }) => state === 'closed'),
    WITHIN,
  );
  // What they gave back as they closed would wait for others.
  const calledOff = new Set<string>();
  await until(
    'no order is on its way',
    async () => {
      const open = '/orders?state=received,assigned,cooking,ready&limit=200';
      const { items } = await owner.ask<{ items: OrderSummary[] }>('GET', open);
      for (const { id, state } of items) {
        if (state === 'received' && !calledOff.has(id)) await owner.ask('POST', `/orders/${id}/call-off`);
        calledOff.add(id);
      }
      return items.length === 0;
    },
    WITHIN,
  );
}
