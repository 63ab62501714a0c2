import { type KitchenSpec, kitchenOfTask } from '@longshore/schemas';
import type pg from 'pg';

// One of the same id that closed is opened anew.
const WRITE = `
INSERT INTO kitchen AS k (id, name, latitude, longitude, capacity, rail_max, specialties, clock_factor, job_id, run_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, latitude = excluded.latitude, longitude = excluded.longitude,
  capacity = excluded.capacity, rail_max = excluded.rail_max, specialties = excluded.specialties,
  clock_factor = excluded.clock_factor, job_id = excluded.job_id, run_id = excluded.run_id, state = 'opening', held = 0, cooking = 0,
  waiting = 0, nonsense = 0, nonsense_words = NULL, opened_at = now(), open_ms = 0, open_since = NULL, closed_at = NULL
WHERE k.state = 'closed' OR ($11 AND k.state = 'lost')
RETURNING id`;

/**
 * Writes a kitchen that is about to open.
 *
 * @param evenLost - also in the place of one that is lost, whose job has ended or will
 * @returns false when one of the same id is there and has not closed
 */
export async function writeOpeningKitchen(
  client: pg.PoolClient,
  kitchen: KitchenSpec,
  { jobId, runId, evenLost = false }: { jobId: string; runId: string | null; evenLost?: boolean },
): Promise<boolean> {
  const { id, name, location, capacity, railMax, specialties, clockFactor } = kitchenOfTask(kitchen, 0, 1);
  const { latitude, longitude } = location;
  const values = [id, name, latitude, longitude, capacity, railMax, specialties, clockFactor, jobId, runId, evenLost];
  const { rowCount } = await client.query(WRITE, values);
  return rowCount === 1;
}
