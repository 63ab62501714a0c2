import type { Order } from '@longshore/kitchens';
import type { KitchenState, OrderFailure, OrderState } from '@longshore/schemas';
import type pg from 'pg';
import { inSnapshot } from '../../database/in-transaction.ts';
import type { KeptOrder, KitchenFacts } from '../../kitchens/facts.ts';
import type { KeptNetwork } from '../../kitchens/kept-network.ts';

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

const TURN = 'SELECT turn FROM kitchen_network';

const KITCHENS = `
SELECT id, name, latitude, longitude, capacity, rail_max AS "railMax", specialties, clock_factor AS "clockFactor", state,
       boot_id AS "bootId", earlier_boots AS "earlierBoots", lane, registered, job_id AS "jobId", attempt_id AS "attemptId",
       agent_id AS "agentId", held, cooked, average_cook_ms AS "averageCookMs", nonsense, nonsense_words AS "nonsenseWords",
       boots, ${ms('opened_at')} AS "openedAtMs", ${ms('heard_at')} AS "heardAtMs", open_ms AS "openMs",
       ${ms('open_since')} AS "openSinceMs", ${ms('closed_at')} AS "closedAtMs"
FROM kitchen ORDER BY registered NULLS LAST, id`;

const ORDERS = `
SELECT id, dish, latitude, longitude, priority, cook_ms AS "cookMs", run_id AS "runId", state, epoch, kitchen_id AS "kitchenId",
       boot_id AS "bootId", asked_back AS "askedBack", called_off AS "calledOff", assignment, refused_by AS "refusedBy", losses,
       failure, delivery_ms AS "deliveryMs", took_ms AS "tookMs", ${ms('received_at')} AS "receivedAtMs",
       ${ms('assigned_at')} AS "assignedAtMs", ${ms('started_at')} AS "startedAtMs", ${ms('ready_at')} AS "readyAtMs"
FROM kitchen_order WHERE ended_at IS NULL AND taken ORDER BY assignment, id`;

interface KitchenRow
  extends Omit<KitchenFacts, 'plan' | 'cooking' | 'heldSaid'>,
    Pick<KitchenFacts['plan'], 'id' | 'name' | 'capacity' | 'railMax'> {
  latitude: number;
  longitude: number;
  specialties: string[];
  held: number;
  state: KitchenState;
}

interface OrderRow extends Omit<KeptOrder['facts'], 'endedAtMs'>, Omit<Order, 'place' | 'owner' | 'state'> {
  latitude: number;
  longitude: number;
  bootId: string | null;
  state: OrderState;
  failure: OrderFailure | null;
}

function kitchenFacts(row: KitchenRow): KitchenFacts {
  const { id, name, latitude, longitude, capacity, railMax, specialties, held, ...facts } = row;
  const plan = { id, name, location: { latitude, longitude }, capacity, railMax, specialties };
  return { ...facts, plan, cooking: 0, heldSaid: held };
}

function keptOrder(row: OrderRow): KeptOrder {
  const { id, dish, priority, state, epoch, askedBack, refusedBy, losses, failure, kitchenId, bootId } = row;
  const place = { latitude: row.latitude, longitude: row.longitude };
  const owner = kitchenId === null || bootId === null ? null : { kitchenId, bootId };
  return {
    order: { id, dish, place, priority, state, epoch, owner, askedBack, refusedBy, losses, failure },
    facts: {
      cookMs: row.cookMs,
      runId: row.runId,
      kitchenId,
      state,
      calledOff: row.calledOff,
      assignment: row.assignment,
      receivedAtMs: row.receivedAtMs,
      assignedAtMs: row.assignedAtMs,
      startedAtMs: row.startedAtMs,
      readyAtMs: row.readyAtMs,
      endedAtMs: null,
      deliveryMs: row.deliveryMs,
      tookMs: row.tookMs,
    },
  };
}

/** Reads all that a network is made from again, of one moment. */
export function loadNetwork(pool: pg.Pool): Promise<KeptNetwork> {
  return inSnapshot(pool, async (client) => {
    const turn = await client.query<{ turn: number }>(TURN);
    const kitchens = await client.query<KitchenRow>(KITCHENS);
    const orders = await client.query<OrderRow>(ORDERS);
    return {
      turn: turn.rows[0]?.turn ?? 0,
      kitchens: kitchens.rows.map(kitchenFacts),
      orders: orders.rows.map(keptOrder),
    };
  });
}
