import type { OrderReceipt } from '@longshore/kitchens';
import { KITCHEN_LIMITS } from '@longshore/schemas';
import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';
import type { KitchenFacts } from '../../kitchens/facts.ts';
import type { OrderWrite, Turn } from '../../kitchens/turn.ts';

const at = (column: string): string => `to_timestamp(${column} / 1000)`;

/** Entries of a life that are kept; the first stays, of the others the newest. */
const LIFE_MAX = 100;

// An end is an end: whatever else goes wrong, no row goes back.
const ORDERS = `
UPDATE kitchen_order o SET taken = true, state = c.state, epoch = c.epoch, kitchen_id = c.kitchen, boot_id = c.boot,
  asked_back = c.asked, called_off = c.off, assignment = c.assignment, losses = c.losses, failure = c.failure,
  refused_by = CASE WHEN c.refused IS NULL THEN o.refused_by ELSE ARRAY(SELECT jsonb_array_elements_text(c.refused)) END,
  delivery_ms = c.delivery, took_ms = c.took, assigned_at = ${at('c.assigned')}, started_at = ${at('c.started')},
  ready_at = ${at('c.ready')}, ended_at = ${at('c.ended')},
  life = CASE WHEN jsonb_array_length(o.life) < ${LIFE_MAX} THEN o.life ELSE o.life - 1 - 1 - 1 - 1 END || c.life
FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, state text, epoch int, kitchen text, boot text, asked boolean, off boolean,
  assignment bigint, losses int, failure text, refused jsonb, delivery float8, took float8, assigned float8, started float8,
  ready float8, ended float8, life jsonb)
WHERE o.id = c.id AND o.ended_at IS NULL`;

const RECEIPTS = `
INSERT INTO kitchen_receipt (order_id, epoch, at, receipt)
SELECT r.id, r.epoch, ${at('$2::float8')}, r.receipt FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, epoch int, receipt jsonb)
ON CONFLICT DO NOTHING`;

// Each assignment is two epochs after the one before.
const OLD_RECEIPTS = `
DELETE FROM kitchen_receipt r USING jsonb_to_recordset($1::jsonb) AS n(id uuid, epoch int)
WHERE r.order_id = n.id AND r.epoch <= n.epoch - ${2 * KITCHEN_LIMITS.receiptsMax}`;

// One that was asked for anew meanwhile stays as it was asked for, until it is heard.
const KITCHENS = `
INSERT INTO kitchen AS k (id, name, latitude, longitude, capacity, rail_max, specialties, clock_factor, state, boot_id,
  earlier_boots, lane, registered, job_id, attempt_id, agent_id, held, cooking, waiting, cooked, average_cook_ms, nonsense,
  nonsense_words, boots, opened_at, heard_at, open_ms, open_since, closed_at)
SELECT n.id, n.name, n.latitude, n.longitude, n.capacity, n.rail, ARRAY(SELECT jsonb_array_elements_text(n.specialties)), n.clock,
  n.state, n.boot, ARRAY(SELECT jsonb_array_elements_text(n.earlier)), n.lane, n.registered, n.job, n.attempt, n.agent, n.held,
  n.cooking, n.waiting, n.cooked, n.average, n.nonsense, n.words, n.boots, ${at('n.opened')}, ${at('n.heard')}, n."openMs",
  ${at('n.since')}, ${at('n.closed')}
FROM jsonb_to_recordset($1::jsonb) AS n(id text, name text, latitude float8, longitude float8, capacity int, rail int,
  specialties jsonb, clock float8, state text, boot text, earlier jsonb, lane int, registered bigint, job uuid, attempt text,
  agent text, held int, cooking int, waiting int, cooked bigint, average float8, nonsense int, words text, boots int,
  opened float8, heard float8, "openMs" bigint, since float8, closed float8)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, latitude = excluded.latitude, longitude = excluded.longitude,
  capacity = excluded.capacity, rail_max = excluded.rail_max, specialties = excluded.specialties,
  clock_factor = excluded.clock_factor, boot_id = excluded.boot_id, earlier_boots = excluded.earlier_boots, lane = excluded.lane,
  registered = excluded.registered, job_id = coalesce(excluded.job_id, k.job_id), attempt_id = excluded.attempt_id,
  agent_id = excluded.agent_id, held = excluded.held, cooking = excluded.cooking, waiting = excluded.waiting,
  cooked = excluded.cooked, average_cook_ms = excluded.average_cook_ms, nonsense = excluded.nonsense,
  nonsense_words = excluded.nonsense_words, boots = excluded.boots, heard_at = excluded.heard_at, open_ms = excluded.open_ms,
  open_since = excluded.open_since, closed_at = excluded.closed_at,
  state = CASE WHEN k.state = 'opening' AND k.boot_id IS NOT DISTINCT FROM excluded.boot_id THEN k.state ELSE excluded.state END
WHERE NOT (k.state = 'opening' AND k.boot_id IS NOT DISTINCT FROM excluded.boot_id AND excluded.nonsense = k.nonsense)`;

// Not one that somebody opens anew as a job meanwhile.
const FORGOTTEN = `
DELETE FROM kitchen WHERE id = ANY($1::text[])
  AND (state IN ('lost', 'closed') OR (state = 'opening' AND boot_id IS NULL AND job_id IS NULL))`;

const MOMENTS = `
INSERT INTO kitchen_moment (at, kitchen_id, what, detail)
SELECT ${at('$2::float8')}, m."kitchenId", m.what, m.detail
FROM jsonb_to_recordset($1::jsonb) AS m("kitchenId" text, what text, detail text)`;

const CHANGES = `INSERT INTO kitchen_change (at, orders) VALUES (${at('$2::float8')}, $1::jsonb)`;

const MEASURES = `
INSERT INTO kitchen_measure (span_seconds, at, epoch, figures)
SELECT 1, ${at('m."atMs"')}, $2::bigint, m.figures FROM jsonb_to_recordset($1::jsonb) AS m("atMs" float8, figures jsonb)
ON CONFLICT DO NOTHING`;

const NETWORK = `
UPDATE kitchen_network SET turn = $1, waiting = $2, why_waiting = $3, open_orders = $4
WHERE (turn, waiting, why_waiting, open_orders) IS DISTINCT FROM ($1::bigint, $2::int, $3::text, $4::int)`;

const INTENTS = 'DELETE FROM kitchen_intent WHERE id = ANY($1::bigint[])';

function orderRow({ order, facts, life }: OrderWrite): Record<string, unknown> {
  return {
    id: order.id,
    state: order.state,
    epoch: order.epoch,
    kitchen: facts.kitchenId,
    boot: order.owner?.bootId ?? null,
    asked: order.askedBack,
    off: facts.calledOff,
    assignment: facts.assignment,
    losses: order.losses,
    failure: order.failure,
    refused: order.refusedBy.length === 0 ? null : order.refusedBy,
    delivery: facts.deliveryMs,
    took: facts.tookMs,
    assigned: facts.assignedAtMs,
    started: facts.startedAtMs,
    ready: facts.readyAtMs,
    ended: facts.endedAtMs,
    life,
  };
}

function kitchenRow(facts: KitchenFacts, held: number): Record<string, unknown> {
  const { plan } = facts;
  return {
    id: plan.id,
    name: plan.name,
    ...plan.location,
    capacity: plan.capacity,
    rail: plan.railMax,
    specialties: plan.specialties,
    clock: facts.clockFactor,
    state: facts.state,
    boot: facts.bootId,
    earlier: facts.earlierBoots,
    lane: facts.lane,
    registered: facts.registered,
    job: facts.jobId,
    attempt: facts.attemptId,
    agent: facts.agentId,
    held,
    cooking: facts.cooking,
    waiting: Math.max(0, held - facts.cooking),
    cooked: facts.cooked,
    average: facts.averageCookMs,
    nonsense: facts.nonsense,
    words: facts.nonsenseWords,
    boots: facts.boots,
    opened: facts.openedAtMs,
    heard: facts.heardAtMs,
    openMs: Math.round(facts.openMs),
    since: facts.openSinceMs,
    closed: facts.closedAtMs,
  };
}

/** A change as pictures read it: see services/kitchen-network/get-changes.ts. */
export type ChangeEntry = readonly [
  id: string,
  dish: string,
  latitude: number,
  longitude: number,
  priority: number,
  state: string,
  epoch: number,
  kitchen: string | null,
  askedBack: 0 | 1,
  atMs: number,
  deliveryMs: number | null,
];

function changeOf({ order, facts }: OrderWrite, atMs: number): ChangeEntry {
  const { id, dish, place, priority, state, epoch, askedBack } = order;
  const deliveryMs = state === 'ready' ? facts.deliveryMs : null;
  const { latitude, longitude } = place;
  return [id, dish, latitude, longitude, priority, state, epoch, facts.kitchenId, askedBack ? 1 : 0, atMs, deliveryMs];
}

async function writeReceipts(client: pg.PoolClient, receipts: readonly OrderReceipt[], atMs: number): Promise<void> {
  if (receipts.length === 0) return;
  const rows = receipts.map(({ orderId, ...receipt }) => ({ id: orderId, epoch: receipt.epoch, receipt }));
  await client.query(RECEIPTS, [toJson(rows), atMs]);
  const many = rows.filter(({ epoch }) => epoch >= 2 * KITCHEN_LIMITS.receiptsMax);
  if (many.length > 0) await client.query(OLD_RECEIPTS, [toJson(many.map(({ id, epoch }) => ({ id, epoch })))]);
}

/** Writes what a turn came to, each kind of row in one statement. */
export async function writeTurn(client: pg.PoolClient, turn: Turn, epoch: number): Promise<void> {
  const { atMs } = turn;
  const orders = [...turn.orders.values()];
  if (orders.length > 0) {
    await client.query(ORDERS, [toJson(orders.map(orderRow))]);
    await client.query(CHANGES, [toJson(orders.map((write) => changeOf(write, atMs))), atMs]);
  }
  await writeReceipts(client, turn.receipts, atMs);
  if (turn.kitchens.size > 0) {
    const rows = [...turn.kitchens.values()].map(({ facts, held }) => kitchenRow(facts, held));
    await client.query(KITCHENS, [toJson(rows)]);
  }
  if (turn.forgotten.length > 0) await client.query(FORGOTTEN, [turn.forgotten]);
  if (turn.moments.length > 0) await client.query(MOMENTS, [toJson(turn.moments), atMs]);
  if (turn.measures.length > 0) await client.query(MEASURES, [toJson(turn.measures), epoch]);
  if (turn.intents.length > 0) await client.query(INTENTS, [turn.intents]);
  await client.query(NETWORK, [turn.assignments, turn.waiting, turn.whyWaiting, turn.openOrders]);
}
