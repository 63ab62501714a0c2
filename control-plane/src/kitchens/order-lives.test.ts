import type { Order } from '@longshore/kitchens';
import { CITY } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { newOrderFacts } from './facts.ts';
import { KitchenChanges } from './kitchen-changes.ts';
import { NetworkFigures } from './network-figures.ts';
import { OrderLives } from './order-lives.ts';
import { Turn } from './turn.ts';

const NEW = { id: 'a', dish: 'soup', place: CITY.centre, priority: 0, cookMs: 10, runId: null, receivedAtMs: 0 };
const ORDER = { ...NEW, state: 'ready', epoch: 1, owner: null, askedBack: false } as unknown as Order;
const HOUR_MS = 3_600_000;

function lives(): OrderLives {
  return new OrderLives(new Map(), new KitchenChanges(), new NetworkFigures(), 0);
}

describe('the courier of an order', () => {
  it.each([
    ['has what is left of its way', 1_000, 1_012, 8],
    ['is there at once where it would have been by now', 1_000, 1_000 + HOUR_MS, 0],
    ['has all of its way at most, though its order became ready later than now', 1_000 + HOUR_MS, 1_000, 20],
  ])('%s when it is taken up', (_what, readyAtMs, atMs, leftMs) => {
    const taken = lives();
    const facts = { ...newOrderFacts(NEW), state: 'ready' as const, readyAtMs, deliveryMs: 20 };
    taken.takeUp({ order: ORDER, facts }, { nowMs: 500, atMs });
    expect(taken.nextDeliveryAtMs).toBe(500 + leftMs);
    expect(taken.takeDelivered(500 + leftMs - 1)).toBeNull();
    expect(taken.takeDelivered(500 + leftMs)).toBe('a');
  });

  it('goes by this process’s clock, whatever the database’s tells', () => {
    const known = lives();
    known.add(NEW);
    known.changed(ORDER, null, new Turn(HOUR_MS), { nowMs: 500, atMs: HOUR_MS });
    expect(known.nextDeliveryAtMs).toBe(500);
  });
});
