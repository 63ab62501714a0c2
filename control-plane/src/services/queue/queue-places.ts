import type pg from 'pg';

/** Where a job stands among those that wait. */
export interface QueuePlace {
  id: string;
  position: number;
  tasksAhead: number;
  tasksWaiting: number;
  jobs: number;
  tasks: number;
  firstTask: string;
}

// In the order in which the scheduler looks at them.
const PLACES = `
WITH waiting AS (
  SELECT j.id, j.priority, count(*)::int AS "tasksWaiting", (array_agg(t.id ORDER BY t.index))[1] AS "firstTask"
  FROM task t JOIN job j ON j.id = t.job_id
  WHERE t.state = 'QUEUED' AND NOT j.stop_wanted GROUP BY j.id),
ranked AS (
  SELECT id, "tasksWaiting", "firstTask", (row_number() OVER w)::int AS position,
         (sum("tasksWaiting") OVER w - "tasksWaiting")::int AS "tasksAhead",
         (count(*) OVER ())::int AS jobs, (sum("tasksWaiting") OVER ())::int AS tasks
  FROM waiting WINDOW w AS (ORDER BY priority DESC, id))
SELECT * FROM ranked`;

/** Jobs that wait, from a position on. */
export async function placesAfter(client: pg.PoolClient, position: number, limit: number): Promise<QueuePlace[]> {
  const { rows } = await client.query<QueuePlace>(`${PLACES} WHERE position > $1 ORDER BY position LIMIT $2`, [
    position,
    limit,
  ]);
  return rows;
}

/** Where one job stands; null: nothing of it waits to be placed. */
export async function placeOfJob(client: pg.PoolClient, jobId: string): Promise<QueuePlace | null> {
  const { rows } = await client.query<QueuePlace>(`${PLACES} WHERE id = $1`, [jobId]);
  return rows[0] ?? null;
}
