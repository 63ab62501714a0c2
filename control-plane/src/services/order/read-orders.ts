import { ORDER_FAILURES, type OrderFailure, type OrderState, type OrderSummary } from '@longshore/schemas';
import type pg from 'pg';

type Times = 'receivedAt' | 'assignedAt' | 'startedAt' | 'readyAt' | 'endedAt';

interface Row extends Omit<OrderSummary, Times | 'place' | 'failure' | 'waitsFor'> {
  latitude: number;
  longitude: number;
  taken: boolean;
  state: OrderState;
  failure: OrderFailure | null;
  whyWaiting: string | null;
  receivedAt: Date;
  assignedAt: Date | null;
  startedAt: Date | null;
  readyAt: Date | null;
  endedAt: Date | null;
}

export const ORDER_COLUMNS = `
o.id, o.dish, o.latitude, o.longitude, o.priority, o.state, o.taken, o.epoch, o.kitchen_id AS kitchen, o.run_id AS run, o.failure,
(SELECT why_waiting FROM kitchen_network) AS "whyWaiting", o.received_at AS "receivedAt", o.assigned_at AS "assignedAt",
o.started_at AS "startedAt", o.ready_at AS "readyAt", o.ended_at AS "endedAt"`;

function waitsFor({ state, taken, whyWaiting }: Row): string {
  if (state !== 'received') return '';
  if (!taken) return 'Waits for the balancer to take it';
  return whyWaiting === null || whyWaiting === '' ? 'Waits for its turn' : whyWaiting;
}

/** An order as lists show it, from a row of {@link ORDER_COLUMNS}. */
export function orderSummary(row: Row): OrderSummary {
  const { id, dish, latitude, longitude, priority, state, epoch, kitchen, run, failure } = row;
  return {
    id,
    dish,
    place: { latitude, longitude },
    priority,
    state,
    epoch,
    kitchen,
    run,
    waitsFor: waitsFor(row),
    failure: failure === null ? null : { code: failure, message: ORDER_FAILURES[failure].words },
    receivedAt: row.receivedAt.toISOString(),
    assignedAt: row.assignedAt?.toISOString() ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    readyAt: row.readyAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/**
 * Reads orders.
 *
 * @param rest - what comes after FROM: conditions on `o`, order and limit, with parameters from $1
 */
export async function readOrders(
  pool: Pick<pg.Pool, 'query'>,
  rest: string,
  values: unknown[],
): Promise<OrderSummary[]> {
  const { rows } = await pool.query<Row>(`SELECT ${ORDER_COLUMNS} FROM kitchen_order o ${rest}`, values);
  return rows.map(orderSummary);
}

export type OrderRow = Row;
