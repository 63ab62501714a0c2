import { spawn } from 'node:child_process';
import path from 'node:path';
import { CITY } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { KITCHEN_FAILPOINTS } from '../../control-plane/src/dispatcher/failpoint.ts';
import { expectEveryOrderEndedOnce } from '../control-plane/order-lives.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

/** How often it is killed at each point, and orders that come in while it is at work. */
const KILLS = 5;
const ORDERS = 200;

let world: World;

beforeAll(async () => {
  process.env.LONGSHORE_RATE_PER_CALLER = '1000000';
  world = await World.create(inject('services'));
  await world.ask('PATCH', '/kitchen-network', { silence: { lostAfterMs: 1_500 } });
  for (const id of ['a', 'b', 'c']) await world.playedKitchen(id, { capacity: 8, railMax: 3, pace: 0.05 });
});
afterAll(() => world?.close());

async function place(count: number): Promise<void> {
  const orders = Array.from({ length: count }, () => ({ dish: 'soup', place: CITY.centre }));
  const { status, body } = await world.ask('POST', '/orders/many', { orders });
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
}

/** Starts a dispatcher that kills itself. @returns resolves with the signal that ended it */
function startDoomed(failpoint: string): Promise<unknown> {
  const doomed = spawn(process.execPath, ['control-plane/src/dispatcher/main.ts'], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, ...world.dispatcherEnvironment(), LONGSHORE_FAILPOINT: failpoint },
    stdio: 'ignore',
  });
  return new Promise((resolve) => doomed.once('exit', (_code, signal) => resolve(signal)));
}

async function open(): Promise<number> {
  const { rows } = await world.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM kitchen_order WHERE ended_at IS NULL',
  );
  return rows[0]?.n ?? 0;
}

describe('a dispatcher that is killed', () => {
  it.each(KITCHEN_FAILPOINTS)('at %s loses no order and has none cooked to its end twice', async (failpoint) => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const ended = startDoomed(`${failpoint}:${3 * kill}`);
      await place(ORDERS / KILLS);
      expect(await ended).toBe('SIGKILL');
    }
    await world.startDispatcher();
    await until(async () => (await open()) === 0, 'every order has ended', 60_000);
    await world.stopDispatchers();
    expect(await expectEveryOrderEndedOnce(world)).toBeGreaterThanOrEqual(ORDERS);
  });
});
