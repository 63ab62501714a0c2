import { WORK_LIMITS, type Worker, type WorkerState, type WorkType } from '@longshore/schemas';
import type pg from 'pg';

interface Told {
  type: WorkType;
  concurrency: number;
  observed: Worker['types'][number]['observed'];
}

interface Row extends Omit<Worker, 'types' | 'state' | 'registeredAt' | 'lastHeardAt'> {
  types: Told[];
  stoppedTypes: string[];
  holding: Partial<Record<WorkType, number>> | null;
  silent: boolean;
  registeredAt: Date;
  lastHeardAt: Date;
}

const READ = `
SELECT w.id, w.name, w.job_id AS "jobId", w.agent_id AS "agentId", w.types, w.stopped_types AS "stoppedTypes",
       w.completed::float8 AS completed, w.failed::float8 AS failed, w.registered_at AS "registeredAt", w.last_heard_at AS "lastHeardAt",
       w.last_heard_at < now() - ${WORK_LIMITS.workerSilentMs} * interval '1 millisecond' AS silent,
       (SELECT jsonb_object_agg(h.type, h.n) FROM (
          SELECT i.type, count(*) AS n FROM work_item i WHERE i.status = 'processing' AND i.worker_id = w.id GROUP BY i.type) h) AS holding
FROM worker w`;

/** How a worker stands, from how it takes each of its types. */
function stateOf({ silent }: Row, types: Worker['types']): WorkerState {
  if (silent) return 'silent';
  const holds = types.some(({ holding }) => holding > 0);
  if (types.every(({ wanted }) => wanted === 'stopped')) {
    return holds || types.some(({ observed }) => observed !== 'stopped') ? 'draining' : 'stopped';
  }
  return holds ? 'working' : 'idle';
}

/**
 * Reads workers.
 *
 * @param rest - what comes after FROM: conditions on `w`, order and limit, with parameters from $1
 */
export async function readWorkers(pool: Pick<pg.Pool, 'query'>, rest: string, values: unknown[]): Promise<Worker[]> {
  const { rows } = await pool.query<Row>(`${READ} ${rest}`, values);
  return rows.map((row) => {
    const types = row.types.map(({ type, concurrency, observed }) => ({
      type,
      concurrency,
      wanted: row.stoppedTypes.includes(type) ? ('stopped' as const) : ('started' as const),
      observed,
      holding: row.holding?.[type] ?? 0,
    }));
    return {
      id: row.id,
      name: row.name,
      state: stateOf(row, types),
      jobId: row.jobId,
      agentId: row.agentId,
      types,
      completed: row.completed,
      failed: row.failed,
      registeredAt: row.registeredAt.toISOString(),
      lastHeardAt: row.lastHeardAt.toISOString(),
    };
  });
}
