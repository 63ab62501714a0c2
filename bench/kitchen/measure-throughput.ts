import type { PlacedOrders } from '@longshore/schemas';
import { callControlPlane } from '../control-plane.ts';
import { describeTail, type TailedDistribution } from '../distribution.ts';
import { readProcesses } from '../fleet/processor-time.ts';
import type { BenchPlane } from '../start-plane.ts';
import { usedBetween } from '../work/work-round.ts';
import { KitchenCrew } from './kitchen-crew.ts';
import { accountSince, newestOrder, type Rig, responsesSince, untilAllEnded } from './kitchen-rig.ts';
import type { OrderAccount } from './order-account.ts';
import { wishesOf } from './wishes.ts';

/** How many orders go the whole way. */
export interface ThroughputFigures {
  orders: number;
  /** From just before the first request until none is open. */
  wallMs: number;
  perMinute: number;
  /** From an order coming in to its dish being ready; all come in as fast as they are taken, so most of it is waiting. */
  responseMs: TailedDistribution;
  account: OrderAccount;
  /** That kitchens made ready, by their own count. */
  dishes: number;
  /** Processor time of an order, by part, in milliseconds. */
  usedMsEach: Record<string, number>;
}

const KITCHENS = 5;
/** As many as a kitchen may have, and so fast that none takes a millisecond. */
const KITCHEN = { capacity: 1_000, clockFactor: 1_000_000 };
const CLIENTS = 4;
const AT_ONCE = 250;
const WARM_UP = 2_000;
/** A tenth of what is aimed at, and a minute. */
const timeoutMsFor = (orders: number): number => 60_000 + orders * 20;

/** Places orders as fast as they are taken, until all are ready and delivered. */
export async function measureThroughput(rig: Rig, orders: number): Promise<ThroughputFigures> {
  await using crew = await KitchenCrew.open(rig, { name: 'quick', kitchens: KITCHENS, ...KITCHEN });
  await placeMany(rig, Math.min(WARM_UP, orders), wishesOf('warm-up'));
  await untilAllEnded(rig);
  const since = await newestOrder(rig);
  const dishesBefore = await crew.dishes();
  const parts = await partsOf(rig.started, crew);
  const before = readProcesses();
  const sinceMs = performance.now();
  const placed = await placeMany(rig, orders, wishesOf('throughput'));
  await untilAllEnded(rig, { everyMs: 20, timeoutMs: timeoutMsFor(orders) });
  const wallMs = performance.now() - sinceMs;
  const used = usedBetween(before, readProcesses(), parts);
  const dishes = (await crew.dishes()) - dishesBefore;
  const figures: ThroughputFigures = {
    orders,
    wallMs,
    perMinute: (orders * 60_000) / wallMs,
    responseMs: describeTail(await responsesSince(rig, since)),
    account: await accountSince(rig, since, placed),
    dishes,
    usedMsEach: Object.fromEntries(Object.entries(used).map(([part, ms]) => [part, ms / orders])),
  };
  await crew.close();
  return figures;
}

/** @returns the ids that the clients were told */
async function placeMany(
  { started, signal }: Rig,
  orders: number,
  next: ReturnType<typeof wishesOf>,
): Promise<string[]> {
  const placed: string[] = [];
  let left = orders;
  const client = async (): Promise<void> => {
    while (left > 0) {
      signal.throwIfAborted();
      const count = Math.min(AT_ONCE, left);
      left -= count;
      const body = JSON.stringify({ orders: Array.from({ length: count }, next) });
      const { ids } = await callControlPlane<PlacedOrders>(started.plane, '/orders/many', { method: 'POST', body });
      for (const id of ids) placed.push(id);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return placed;
}

async function partsOf({ services }: BenchPlane, crew: KitchenCrew): Promise<Record<string, number[]>> {
  const { services: running } = await services.status();
  const pidsOf = (name: string): number[] => running.flatMap((one) => (one.name === name ? (one.pid ?? []) : []));
  return {
    ...Object.fromEntries(['kafka', 'registry', 'postgres', 'web', 'dispatcher'].map((name) => [name, pidsOf(name)])),
    kitchens: crew.pids,
    clients: [process.pid],
  };
}
