import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import type { Network } from '../kitchens/network.ts';
import { createKitchenMetrics } from './kitchen-metrics.ts';

/** A network of which so much is known. */
function networkWith(migration: Partial<Network['balancer']['migration']>): Network {
  const none = { asked: 0, givenBack: 0, tooLate: 0, moved: 0, sooner: 0, savedMs: 0 };
  const balancer = { waitingCount: 0, kitchens: [], migration: { ...none, ...migration } };
  return { balancer, kitchens: new Map(), figures: { nonsense: 0 } } as unknown as Network;
}

it('orders that migration moves are counted by step, over networks that are made anew', async () => {
  const registry = new Registry();
  const metrics = createKitchenMetrics(registry);
  const moves = async () => {
    const { values } = (await registry.getSingleMetric('longshore_dispatcher_kitchen_moves_total')?.get()) ?? {
      values: [],
    };
    return Object.fromEntries(values.map(({ labels, value }) => [labels.step, value]));
  };
  expect(await moves()).toEqual({ asked_back: 0, given_back: 0, too_late: 0, begun_elsewhere: 0 });
  metrics.stands(networkWith({ asked: 3, givenBack: 2 }));
  metrics.stands(networkWith({ asked: 5, givenBack: 3, tooLate: 1, moved: 2 }));
  expect(await moves()).toEqual({ asked_back: 5, given_back: 3, too_late: 1, begun_elsewhere: 2 });
  // After a failure, and after another one led meanwhile.
  metrics.stands(networkWith({}));
  metrics.stands(networkWith({ asked: 1 }));
  metrics.leadsNoMore();
  metrics.stands(networkWith({ asked: 4 }));
  expect(await moves()).toMatchObject({ asked_back: 10, given_back: 3 });
});
