import type { AttemptView, TaskView } from '@longshore/schemas';
import type pg from 'pg';
import { inSnapshot } from '../../control-plane/src/database/in-transaction.ts';
import { JOB_STATEMENTS } from '../../control-plane/src/services/job/get-job.ts';
import { readSummaries } from '../../control-plane/src/services/job/read-summaries.ts';
import { placeOfJob } from '../../control-plane/src/services/queue/queue-places.ts';
import type { BareSource } from './bare-server.ts';

/**
 * The answers of the control plane by the very same statements, and nothing else of it: no check of what is asked, of
 * who asks, or of what is stored.
 */
export function bareSource(pool: pg.Pool): BareSource {
  return {
    async list(limit) {
      const items = await readSummaries(pool, `ORDER BY j.id DESC LIMIT ${limit + 1}`, []);
      const page = items.slice(0, limit);
      const last = page.at(-1);
      return { items: page, next: items.length > limit && last !== undefined ? last.id : null };
    },
    async job(given) {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT id, name FROM job WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 6',
        [given, given],
      );
      const id = rows[0]?.id;
      if (id === undefined) throw new Error(`There is no job ${given}`);
      return inSnapshot(pool, (client) => readJob(client, id));
    },
  };
}

async function readJob(client: pg.PoolClient, id: string): Promise<unknown> {
  const [summary] = await readSummaries(client, 'WHERE j.id = $1', [id]);
  const [job] = (await client.query<{ spec: unknown; stopWanted: boolean }>(JOB_STATEMENTS.job, [id])).rows;
  const tasks = (await client.query<Omit<TaskView, 'attempts'>>(JOB_STATEMENTS.tasks, [id])).rows;
  const attempts = (await client.query<AttemptView>(JOB_STATEMENTS.attempts, [id])).rows;
  const place = tasks.some(({ state }) => state === 'QUEUED') ? await placeOfJob(client, id) : null;
  const byTask = Map.groupBy(attempts, ({ taskId }) => taskId);
  return {
    ...summary,
    ...job,
    queue: place === null ? null : { position: place.position, jobs: place.jobs, tasksAhead: place.tasksAhead },
    tasks: tasks.map((task) => ({ ...task, attempts: byTask.get(task.id) ?? [] })),
  };
}
