import { arrivalsOf, makeScenario, RAIL_PER_COOK } from '@longshore/kitchens';
import { SCENARIO_NAMES } from '@longshore/schemas';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../../test/fakes/control-plane/fake-kitchens.ts';
import { scenarioOfRun } from '../../kitchens/scenario-of-run.ts';
import { recordingOf } from '../../services/kitchen-run/get-recording.ts';
import type { OpenRun } from './read-open-run.ts';
import { ORDERS_MAX, recordRun } from './record-run.ts';

const STARTED_AT_MS = 1_800_000_000_000;
const MOST_KITCHENS = 50;

const RUN: OpenRun = {
  id: '0199a3c2-7a10-7bcd-8ef0-123456789abc',
  scenario: 'lunch',
  seed: 1,
  kitchens: 2,
  speed: 10,
  ownPolicy: null,
  keepOpen: false,
  state: 'finishing',
  stopWanted: false,
  reason: null,
  durationMs: 120_000,
  placed: 3,
  happened: 0,
  received: 3,
  ended: 3,
  startedBy: 'somebody',
  createdAtMs: STARTED_AT_MS,
  startedAtMs: STARTED_AT_MS,
  nowMs: STARTED_AT_MS,
};

/** A database in which the run has so many orders, of which none was begun. */
function databaseOf(count: number): pg.PoolClient {
  const orders = Array.from({ length: count }, (_, index) => ({
    id: `order ${index}`,
    dish: 'soup',
    latitude: 60,
    longitude: 24,
    priority: 0,
    receivedAtMs: STARTED_AT_MS + index,
    life: [],
  }));
  const query = async (text: string) => {
    const limit = Number(/FROM kitchen_order WHERE run_id = \$1 ORDER BY id LIMIT (\d+)/.exec(text)?.[1] ?? 0);
    return { rows: orders.slice(0, limit) };
  };
  return { query } as unknown as pg.PoolClient;
}

describe('a recording', () => {
  it.each(SCENARIO_NAMES)('has room for every order of the largest run of %s', (name) => {
    for (const seed of [1, 2, 3]) {
      const { city, traffic } = makeScenario(name, { seed, kitchens: MOST_KITCHENS, railPerCook: RAIL_PER_COOK });
      expect([...arrivalsOf(city, traffic)].length).toBeLessThan(ORDERS_MAX);
    }
  });

  it('says how many orders it has no room for', async () => {
    const recorded = async (received: number) => {
      const kept = await recordRun(databaseOf(received), RUN, scenarioOfRun(RUN));
      return recordingOf(sampleRun({ received }), kept);
    };
    const few = await recorded(3);
    expect([few.orders.length, few.events.length, few.ordersLeftOut]).toEqual([3, 3, 0]);
    expect(few.events.map(({ atMs }) => atMs)).toEqual([0, 10, 20]);
    const many = await recorded(ORDERS_MAX + 250);
    expect([many.orders.length, many.ordersLeftOut]).toEqual([ORDERS_MAX, 250]);
  });
});
