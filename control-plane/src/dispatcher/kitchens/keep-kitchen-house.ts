import type pg from 'pg';
import { forgetInBatches } from '../forget-in-batches.ts';
import { gatherMinutes } from './gather-minutes.ts';

const ORDERS_AT_ONCE = 5_000;

// Ids rise with time: of a UUID version 7 the first twelve figures are the milliseconds. So no index is needed by which
// every change of an order would have to be written twice. Those of a run are kept with it as its recording.
const FORGET_ORDERS = `
WITH old AS (
  SELECT id FROM kitchen_order
  WHERE id < (lpad(to_hex((extract(epoch FROM now() - $1::int * interval '1 day') * 1000)::bigint), 12, '0') || '-0000-0000-000000000000')::uuid
    AND ended_at < now() - $1::int * interval '1 day'
  ORDER BY id LIMIT ${ORDERS_AT_ONCE} FOR UPDATE SKIP LOCKED),
receipts AS (DELETE FROM kitchen_receipt r USING old WHERE r.order_id = old.id)
DELETE FROM kitchen_order o USING old WHERE o.id = old.id`;

const MEASURES_AT_ONCE = 5_000;
const MEASURE_DAYS = 7;

const FORGET_MEASURES = `
DELETE FROM kitchen_measure m USING (
  SELECT span_seconds, at, epoch FROM kitchen_measure WHERE at < now() - $1::int * interval '1 day' LIMIT ${MEASURES_AT_ONCE}) old
WHERE (m.span_seconds, m.at, m.epoch) = (old.span_seconds, old.at, old.epoch)`;

const CLEAR = [
  // The newest stays, so that it is known how far they go.
  `DELETE FROM kitchen_change WHERE at < now() - interval '1 minute' AND id < (SELECT max(id) FROM kitchen_change)`,
  `DELETE FROM kitchen_moment WHERE at < now() - interval '${MEASURE_DAYS} days'`,
  // One that never registered and whose job is over will not.
  `UPDATE kitchen k SET state = 'closed', closed_at = now() FROM job j
   WHERE k.state = 'opening' AND j.id = k.job_id AND j.ended_at IS NOT NULL`,
  `DELETE FROM kitchen k WHERE k.boot_id IS NULL AND (k.closed_at < now() - interval '10 minutes'
     OR (k.opened_at < now() - interval '1 hour' AND NOT EXISTS (SELECT FROM job j WHERE j.id = k.job_id AND j.ended_at IS NULL)))`,
];

/** Clears away what nobody needs any more of the kitchen network. @returns null */
export async function keepKitchenHouse(pool: pg.Pool, orderRetentionDays: number): Promise<null> {
  for (const statement of CLEAR) await pool.query(statement);
  await gatherMinutes(pool);
  await forgetInBatches(pool, FORGET_ORDERS, orderRetentionDays, ORDERS_AT_ONCE);
  await forgetInBatches(pool, FORGET_MEASURES, MEASURE_DAYS, MEASURES_AT_ONCE);
  return null;
}
