import type pg from 'pg';

const BEAT = `
UPDATE leadership SET beat_at = now(), holds = $2 WHERE id = 1 AND epoch = $1
RETURNING (SELECT holds FROM leadership WHERE id = 1) IS DISTINCT FROM $2 AS changed`;

/** Shows people that this leader is at work, and what holds it back. */
export async function beat(pool: pg.Pool, epoch: number, holds: string | null): Promise<void> {
  const { rows } = await pool.query<{ changed: boolean }>(BEAT, [epoch, holds]);
  if (rows[0]?.changed === true) await pool.query(`SELECT pg_notify('longshore_dispatcher', '')`);
}
