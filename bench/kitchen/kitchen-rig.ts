import { balanceIndex } from '@longshore/kitchens';
import pg from 'pg';
import type { LifeEntry } from '../../control-plane/src/kitchens/turn.ts';
import { callControlPlane } from '../control-plane.ts';
import type { BenchPlane } from '../start-plane.ts';
import { lookUntil } from './look-until.ts';
import { accountFor, type ListedOrder, type OrderAccount, type OrderLife } from './order-account.ts';

/** Couriers take a second and a half on average; what was lost with kitchens is cooked again. */
const ALL_ENDED_MS = 180_000;
/** As many as one page may have. */
const PAGE = 200;

const NEWEST = 'SELECT id FROM kitchen_order ORDER BY id DESC LIMIT 1';
const OPEN = 'SELECT EXISTS (SELECT FROM kitchen_order WHERE ended_at IS NULL) AS open';

// Strict: otherwise the entries, which are arrays, would be looked into.
const count = (what: string): string => `jsonb_array_length(jsonb_path_query_array(life, 'strict $[*] ? (${what})'))`;
const LIVES = `
SELECT id, ${count('@[1] == "delivered" || @[1] == "failed"')} AS ends, ${count('@[1] == "ready"')} AS readies
FROM kitchen_order WHERE $1::uuid IS NULL OR id > $1`;

const RESPONSES = `
SELECT (extract(epoch FROM ready_at - received_at) * 1000)::float8 AS ms FROM kitchen_order
WHERE ready_at IS NOT NULL AND ($1::uuid IS NULL OR id > $1)`;

const COOKED = `
SELECT sum(took_ms)::float8 AS ms FROM kitchen_order
WHERE took_ms IS NOT NULL AND ($1::uuid IS NULL OR id > $1) GROUP BY kitchen_id`;

// Whoever had an order is named in its life, not in its row.
const TAKEN_BACK = `
SELECT life FROM kitchen_order WHERE id > $3
  AND jsonb_path_exists(life, 'strict $[*] ? (@[1] == "taken back" && @[3] == $kitchen && @[0] >= $since)',
    jsonb_build_object('kitchen', $1::text, 'since', $2::float8))`;

/** Longer than an order is open, whatever befalls its kitchens. */
const OLDEST_OPEN_MS = 120_000;

/** What the parts of the benchmark are measured on. */
export interface Rig extends AsyncDisposable {
  started: BenchPlane;
  database: pg.Pool;
  signal: AbortSignal;
}

/** Opens what parts need beside the control plane. */
export function openRig(started: BenchPlane, signal: AbortSignal): Rig {
  const database = new pg.Pool({ connectionString: started.services.databaseUrl, max: 4 });
  return { started, database, signal, [Symbol.asyncDispose]: () => database.end() };
}

/** The newest order that there is: those of a part come after it. */
export async function newestOrder({ database }: Rig): Promise<string | null> {
  return (await database.query<{ id: string }>(NEWEST)).rows[0]?.id ?? null;
}

/** Resolves once every order has ended. @throws when they do not in time */
export function untilAllEnded(
  { database, signal }: Rig,
  { everyMs = 50, timeoutMs = ALL_ENDED_MS } = {},
): Promise<true> {
  const look = async () => ((await database.query<{ open: boolean }>(OPEN)).rows[0]?.open === false ? true : null);
  return lookUntil('every order has ended', look, { everyMs, timeoutMs, signal });
}

/** Counts what became of the orders since one, by what clients were told, the API lists and their lives tell. */
export async function accountSince(rig: Rig, since: string | null, placed: readonly string[]): Promise<OrderAccount> {
  const listed = await listSince(rig, since);
  const { rows: lives } = await rig.database.query<OrderLife>(LIVES, [since]);
  return accountFor(placed, listed, lives);
}

/** From coming in to ready, of each order since one, in milliseconds of the database’s clock. */
export async function responsesSince({ database }: Rig, since: string | null): Promise<number[]> {
  const { rows } = await database.query<{ ms: number }>(RESPONSES, [since]);
  return rows.map(({ ms }) => ms);
}

/**
 * How evenly kitchens that are alike were at work on the orders since one: Jain's index of the time that each cooked.
 *
 * @param kitchens - how many there are: one that was given nothing counts
 */
export async function balanceSince({ database }: Rig, since: string | null, kitchens: number): Promise<number> {
  const { rows } = await database.query<{ ms: number }>(COOKED, [since]);
  const idle = Array<number>(Math.max(0, kitchens - rows.length)).fill(0);
  return balanceIndex([...rows.map(({ ms }) => ms), ...idle]);
}

/** Lives of orders that were taken from a kitchen since a time. */
export async function livesTakenBack({ database }: Rig, kitchen: string, sinceMs: number): Promise<LifeEntry[][]> {
  const { rows } = await database.query<{ life: LifeEntry[] }>(TAKEN_BACK, [
    kitchen,
    sinceMs,
    firstIdOf(sinceMs - OLDEST_OPEN_MS),
  ]);
  return rows.map(({ life }) => life);
}

/** Below every id of a millisecond: a UUID version 7 begins with it, so that no other index is needed. */
function firstIdOf(atMs: number): string {
  const hex = Math.floor(atMs).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

async function listSince({ started, signal }: Rig, since: string | null): Promise<ListedOrder[]> {
  const orders: ListedOrder[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    signal.throwIfAborted();
    const path: string = `/orders?limit=${PAGE}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: { items: ListedOrder[]; next: string | null } = await callControlPlane(started.plane, path);
    // Newest first, by ids that rise with time.
    const newer = page.items.filter(({ id }) => since === null || id > since);
    orders.push(...newer.map(({ id, state }) => ({ id, state })));
    cursor = newer.length < page.items.length ? null : page.next;
  }
  return orders;
}
