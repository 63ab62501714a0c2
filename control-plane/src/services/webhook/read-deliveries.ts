import type { Delivery } from '@longshore/schemas';
import type pg from 'pg';

interface DeliveryRow extends Omit<Delivery, 'nextAt' | 'triedAt' | 'createdAt' | 'endedAt'> {
  nextAt: Date | null;
  triedAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
}

const DELIVERY = `
SELECT d.id::text AS id, d.event_id AS "eventId", d.event, d.subject_type AS "subjectType", d.subject_id AS "subjectId", d.state,
       d.tries, d.next_at AS "nextAt", d.response_status AS "responseStatus", d.detail, d.response, d.took_ms AS "tookMs",
       d.payload, d.tried_at AS "triedAt", d.created_at AS "createdAt", d.ended_at AS "endedAt"
FROM webhook_delivery d`;

/**
 * Reads deliveries.
 *
 * @param rest - what comes after FROM: conditions on `d`, order and limit, with parameters from $1
 */
export async function readDeliveries(
  database: Pick<pg.Pool | pg.PoolClient, 'query'>,
  rest: string,
  values: unknown[],
): Promise<Delivery[]> {
  const { rows } = await (database as pg.Pool).query<DeliveryRow>(`${DELIVERY} ${rest}`, values);
  return rows.map((row) => ({
    ...row,
    nextAt: row.nextAt?.toISOString() ?? null,
    triedAt: row.triedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
