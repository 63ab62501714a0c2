import { setTimeout as delay } from 'node:timers/promises';
import { type Chance, chanceOf } from '@longshore/kitchens';
import type { PlacedOrders } from '@longshore/schemas';
import { callControlPlane } from '../control-plane.ts';
import { describeTail, type TailedDistribution } from '../distribution.ts';
import { KitchenCrew } from './kitchen-crew.ts';
import { accountSince, livesTakenBack, newestOrder, type Rig, untilAllEnded } from './kitchen-rig.ts';
import { lastReassigned } from './last-reassigned.ts';
import { lookUntil } from './look-until.ts';
import type { OrderAccount } from './order-account.ts';
import { MEAN_COOK_MS, wishesOf } from './wishes.ts';

/** What the deaths of kitchens come to. */
export interface FailoverFigures {
  kills: number;
  /** Orders that went elsewhere, of all kills. */
  takenBack: number;
  /** From each death to the last of its orders given to another kitchen. */
  reassignedMs: TailedDistribution;
  account: OrderAccount;
}

export interface FailoverOptions {
  kills: number;
  onProgress: (done: number, total: number) => void;
}

const KITCHENS = 6;
const CAPACITY = 20;
/** Of all cooks: two kitchens may be gone, and the others have room still. */
const LOAD = 0.5;
const PLACE_EVERY_MS = 200;
/** Between two deaths, so that they come at any moment between two signs of life. */
const PAUSE_MS = { least: 500, most: 1_500 };
const REASSIGNED_MS = 60_000;

/** Places orders steadily, and kills one kitchen after the other meanwhile; each is started anew. */
export async function measureFailover(rig: Rig, { kills, onProgress }: FailoverOptions): Promise<FailoverFigures> {
  // What fails of the load, of a start or of a kill ends the others.
  const over = new AbortController();
  const signal = AbortSignal.any([rig.signal, over.signal]);
  const ruled = { ...rig, signal };
  await using crew = await KitchenCrew.open(ruled, {
    name: 'mortal',
    kitchens: KITCHENS,
    capacity: CAPACITY,
    clockFactor: 1,
  });
  const since = await newestOrder(rig);
  const placed: string[] = [];
  const enough = new AbortController();
  const load = placeSteadily(ruled, placed, enough.signal);
  const fail = (error: unknown): void => over.abort(error);
  const killing = killInTurn(ruled, crew, { kills, onProgress, fail }).finally(() => enough.abort());
  for (const each of [load, killing]) each.catch(fail);
  // Both are over before the kitchens are.
  await Promise.allSettled([load, killing]);
  // The first thing that failed, and not what it brought down.
  signal.throwIfAborted();
  const deaths = await killing;
  await untilAllEnded(rig);
  const figures: FailoverFigures = {
    kills,
    takenBack: deaths.reduce((sum, { orders }) => sum + orders, 0),
    reassignedMs: describeTail(deaths.flatMap(({ tookMs }) => tookMs ?? [])),
    account: await accountSince(rig, since, placed),
  };
  await crew.close();
  return figures;
}

interface Death {
  orders: number;
  /** Null: it had no orders. */
  tookMs: number | null;
}

async function killInTurn(
  rig: Rig,
  crew: KitchenCrew,
  { kills, onProgress, fail }: FailoverOptions & { fail: (error: unknown) => void },
): Promise<Death[]> {
  const chance = chanceOf(1, 'kills');
  const deaths: Death[] = [];
  const starts: Promise<void>[] = [];
  await untilBusy(rig, crew);
  for (let kill = 0; kill < kills; kill += 1) {
    await delay(pauseMs(chance), undefined, { signal: rig.signal });
    const id = crew.ids[kill % crew.ids.length] ?? '';
    await starts[kill - crew.ids.length];
    const boot = await crew.untilOpen(id);
    const diedAtMs = await crew.kill(id);
    deaths.push(await untilReassigned(rig, id, diedAtMs));
    const start = crew.startAnew(id, boot);
    // It is waited for at its next turn, or at the end; that it failed is known at once.
    start.catch(fail);
    starts.push(start);
    onProgress(kill + 1, kills);
  }
  await Promise.all(starts);
  return deaths;
}

/** Until every kitchen has as much as it will have: else the first would die with little. */
async function untilBusy({ database, signal }: Rig, crew: KitchenCrew): Promise<void> {
  const text = 'SELECT FROM kitchen WHERE id = ANY($1) AND cooking > 0';
  const look = async (): Promise<true | null> =>
    (await database.query(text, [crew.ids])).rowCount === KITCHENS ? true : null;
  await lookUntil('every kitchen cooks', look, { everyMs: 100, timeoutMs: REASSIGNED_MS, signal });
}

async function untilReassigned(rig: Rig, id: string, diedAtMs: number): Promise<Death> {
  const look = async (): Promise<Death | null> => {
    const { rowCount } = await rig.database.query(`SELECT FROM kitchen WHERE id = $1 AND state = 'lost'`, [id]);
    if (rowCount === 0) return null;
    const { orders, lastAtMs } = lastReassigned(await livesTakenBack(rig, id, diedAtMs), id, diedAtMs);
    if (orders > 0 && lastAtMs === null) return null;
    return { orders, tookMs: lastAtMs === null ? null : lastAtMs - diedAtMs };
  };
  const options = { everyMs: 50, timeoutMs: REASSIGNED_MS, signal: rig.signal };
  return lookUntil(`the orders of ${id} are with others`, look, options);
}

/** Places orders at an even pace until it is enough, and tells what ids it was given. */
async function placeSteadily({ started, signal }: Rig, placed: string[], enough: AbortSignal): Promise<void> {
  const next = wishesOf('failover');
  const perMs = (LOAD * KITCHENS * CAPACITY) / MEAN_COOK_MS;
  const sinceMs = performance.now();
  while (!enough.aborted) {
    signal.throwIfAborted();
    const due = Math.floor(perMs * (performance.now() - sinceMs)) - placed.length;
    // What could not be placed for a while does not come all at once.
    const count = Math.min(due, Math.ceil(5 * perMs * PLACE_EVERY_MS));
    if (count > 0) {
      const body = JSON.stringify({ orders: Array.from({ length: count }, next) });
      const { ids } = await callControlPlane<PlacedOrders>(started.plane, '/orders/many', { method: 'POST', body });
      placed.push(...ids);
    }
    await delay(PLACE_EVERY_MS, undefined, { signal });
  }
}

const pauseMs = (chance: Chance): number => PAUSE_MS.least + chance() * (PAUSE_MS.most - PAUSE_MS.least);
