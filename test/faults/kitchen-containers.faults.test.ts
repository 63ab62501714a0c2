import { CITY, type KitchenDetail } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectEveryOrderEndedOnce } from '../control-plane/order-lives.ts';
import { buildImage } from '../hosts/build-image.ts';
import { engineJson, engineRequest } from '../hosts/engine-request.ts';
import { FleetRig } from './harness/fleet-rig.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

/** The quay stands on the first host, the market on the second. */
const HOSTS = { quay: 1, market: 2 } as const;
type KitchenId = keyof typeof HOSTS;
/** What the kitchens may hold together, and more: some orders wait for room. */
const ORDERS = 40;
/** Until the last order of a kitchen that died has another owner. */
const ELSEWHERE_MS = 5_000;

let fleet: FleetRig;
let served: ServedRig;

beforeAll(async () => {
  const hosts = Object.values(HOSTS);
  fleet = await FleetRig.build('kitchen_containers', { hosts: hosts.length });
  for (const number of hosts) await buildImage(fleet.host(number).socketPath, 'longshore/kitchen-node', 'dev');
  fleet.startDispatcher();
  for (const number of hosts) fleet.startAgent(number);
  await fleet.untilReady(hosts);
  served = await serveRig(fleet.rig);
  await Promise.all([open('quay'), open('market')]);
}, 300_000);

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await fleet?.[Symbol.asyncDispose]();
});

async function open(id: KitchenId): Promise<void> {
  await served.post('/jobs', {
    kind: 'kitchen',
    kitchen: { id, name: id, location: CITY.centre, capacity: 8, railMax: 4 },
    placement: { agents: [`host-${HOSTS[id]}`] },
  });
  await untilOpen(id, 1);
}

const kitchenOf = (id: KitchenId): Promise<KitchenDetail> => served.get<KitchenDetail>(`/kitchens/${id}`);

/** @param boots - how often it began as a stranger, at least */
async function untilOpen(id: KitchenId, boots: number): Promise<void> {
  await until(
    `${id} takes orders for the ${boots}. time`,
    async () => {
      const { state, boots: begun } = await kitchenOf(id);
      return state === 'open' && begun >= boots;
    },
    { timeoutMs: 90_000 },
  );
}

/** Places orders, and returns those that the kitchen has once it is full, with their epochs. */
async function fillUp(id: KitchenId): Promise<Map<string, number>> {
  const orders = Array.from({ length: ORDERS }, () => ({ dish: 'curry', place: CITY.centre }));
  await served.post('/orders/many', { orders });
  return until(`${id} is full`, async () => {
    const { rows } = await fleet.rig.database.query<{ id: string; epoch: number }>(
      `SELECT id, epoch FROM kitchen_order WHERE kitchen_id = $1 AND state IN ('assigned', 'cooking')`,
      [id],
    );
    return rows.length === 12 && new Map(rows.map((row) => [row.id, row.epoch]));
  });
}

/** How many of these orders have another owner, or were cooked by then. */
async function countMoved(held: ReadonlyMap<string, number>): Promise<number> {
  const { rows } = await fleet.rig.database.query<{ id: string; epoch: number; ready: boolean }>(
    'SELECT id, epoch, ready_at IS NOT NULL AS ready FROM kitchen_order WHERE id = ANY($1)',
    [[...held.keys()]],
  );
  return rows.filter(({ id, epoch, ready }) => ready || epoch !== held.get(id)).length;
}

const untilMoved = (held: ReadonlyMap<string, number>): Promise<boolean> =>
  until('they have other owners', async () => (await countMoved(held)) === held.size, { timeoutMs: ELSEWHERE_MS });

async function expectAllDelivered(): Promise<void> {
  const open = `SELECT count(*)::int AS n FROM kitchen_order WHERE ended_at IS NULL`;
  await until(
    'every order has ended',
    async () => (await fleet.rig.database.query<{ n: number }>(open)).rows[0]?.n === 0,
    { timeoutMs: 90_000 },
  );
  await expectEveryOrderEndedOnce({ pool: fleet.rig.database });
  const failed = `SELECT failure FROM kitchen_order WHERE state <> 'delivered'`;
  expect((await fleet.rig.database.query(failed)).rows).toEqual([]);
}

/** What somebody does to a kitchen's container by hand. */
async function toContainer(id: KitchenId, verb: 'kill' | 'pause' | 'unpause'): Promise<void> {
  const { socketPath } = fleet.host(HOSTS[id]);
  const { jobId } = await kitchenOf(id);
  const filters = encodeURIComponent(JSON.stringify({ label: [`longshore.job=${jobId}`] }));
  const [container] = await engineJson<{ Id: string }[]>(socketPath, 'GET', `/containers/json?filters=${filters}`);
  const { status } = await engineRequest(socketPath, 'POST', `/containers/${container?.Id}/${verb}`);
  expect(status).toBe(204);
}

describe('a kitchen in a container', () => {
  it('cooks on while its agent is dead, and the agent finds it as it was', async () => {
    const { boots } = await kitchenOf('quay');
    const held = await fillUp('quay');
    const moved = await countMoved(held);
    await fleet.agent(HOSTS.quay).kill();
    await until('it has made a dish ready meanwhile', async () => (await countMoved(held)) > moved);
    fleet.startAgent(HOSTS.quay);
    await fleet.untilReady([HOSTS.quay]);
    await expectAllDelivered();
    expect((await fleet.rig.database.query('SELECT id FROM kitchen_order WHERE losses > 0')).rows).toEqual([]);
    expect(await kitchenOf('quay')).toMatchObject({ state: 'open', boots });
  }, 180_000);

  it('that is killed loses its orders to others, and comes back as a stranger', async () => {
    const { boots } = await kitchenOf('quay');
    const held = await fillUp('quay');
    await toContainer('quay', 'kill');
    await untilMoved(held);
    await untilOpen('quay', boots + 1);
    await expectAllDelivered();
  }, 180_000);

  it('that is paused loses its orders to others, and is a stranger when it goes on', async () => {
    const { boots } = await kitchenOf('quay');
    const held = await fillUp('quay');
    await toContainer('quay', 'pause');
    await untilMoved(held);
    expect((await kitchenOf('quay')).state).toBe('lost');
    await toContainer('quay', 'unpause');
    await untilOpen('quay', boots + 1);
    await expectAllDelivered();
  }, 180_000);

  it('that dies with its whole host loses its orders to others, and opens again with the host', async () => {
    const { boots } = await kitchenOf('quay');
    const held = await fillUp('quay');
    await fleet.cutPower(HOSTS.quay);
    await untilMoved(held);
    await expectAllDelivered();
    await fleet.restorePower(HOSTS.quay);
    await untilOpen('quay', boots + 1);
    await fillUp('quay');
    await expectAllDelivered();
  }, 300_000);
});
