import { loadOf } from '@longshore/kitchens';
import type { KitchenSummary } from '@longshore/schemas';
import type pg from 'pg';

type Times = 'openedAt' | 'heardAt';

interface Row extends Omit<KitchenSummary, Times | 'location' | 'load' | 'uptime'> {
  latitude: number;
  longitude: number;
  openedAt: Date;
  heardAt: Date | null;
  openMs: number;
  ageMs: number;
}

const COLUMNS = `
k.id, k.name, k.latitude, k.longitude, k.capacity, k.rail_max AS "railMax", k.specialties, k.clock_factor AS "clockFactor", k.state,
k.held, k.cooking, k.waiting, k.cooked, k.average_cook_ms AS "averageCookMs", k.nonsense, k.nonsense_words AS "nonsenseWords",
k.job_id AS "jobId", k.agent_id AS "agentId", k.boots, k.opened_at AS "openedAt", k.heard_at AS "heardAt",
k.open_ms + coalesce(extract(epoch FROM now() - k.open_since) * 1000, 0)::float8 AS "openMs",
(extract(epoch FROM coalesce(k.closed_at, now()) - k.opened_at) * 1000)::float8 AS "ageMs"`;

function summary({ latitude, longitude, openMs, ageMs, ...row }: Row): KitchenSummary {
  return {
    ...row,
    location: { latitude, longitude },
    load: Math.min(1, Math.max(0, loadOf(row))),
    openedAt: row.openedAt.toISOString(),
    heardAt: row.heardAt?.toISOString() ?? null,
    uptime: ageMs <= 0 ? 0 : Math.min(1, Math.max(0, openMs / ageMs)),
  };
}

/**
 * Reads kitchens.
 *
 * @param rest - what comes after FROM: conditions on `k` and an order, with parameters from $1
 */
export async function readKitchens(
  pool: Pick<pg.Pool, 'query'>,
  rest: string,
  values: unknown[],
): Promise<KitchenSummary[]> {
  const { rows } = await pool.query<Row>(`SELECT ${COLUMNS} FROM kitchen k ${rest}`, values);
  return rows.map(summary);
}
