import type { jobLogsQuery, LogLineView } from '@longshore/schemas';
import type { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { postgresLogStore } from '../../logs/postgres-log-store.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';

interface AttemptName {
  id: string;
  number: number;
  index: number;
}

const ATTEMPTS = `
SELECT a.id, a.number, t.index FROM attempt a JOIN task t ON t.id = a.task_id WHERE a.job_id = $1`;

/**
 * A job's output, oldest first. `next` is where to go on, also when there is nothing more for now, so that a client can
 * follow; it is null only while nothing was ever written.
 *
 * @throws ProblemError 404
 */
export async function readJobLogs(
  ctx: ServiceContext,
  given: string,
  query: z.output<typeof jobLogsQuery>,
): Promise<{ items: LogLineView[]; next: string | null }> {
  const jobId = await findJobId(ctx, given);
  const after = decodeCursor(query.cursor, 2);
  const { rows } = await ctx.pool.query<AttemptName>(ATTEMPTS, [jobId]);
  const names = new Map(rows.map((row) => [row.id, row]));
  const filtered = query.task !== undefined || query.attemptId !== undefined;
  const wanted = rows.filter(
    (row) =>
      (query.task === undefined || row.index === query.task) &&
      (query.attemptId === undefined || row.id === query.attemptId),
  );
  const store = postgresLogStore(ctx.pool);
  const wish = { jobId, attemptIds: filtered ? wanted.map((row) => row.id) : null };
  const read =
    after === null && query.tail !== undefined
      ? await store.tail({ ...wish, limit: query.tail })
      : await store.forward({
          ...wish,
          after: after === null ? null : { chunk: Number(after[0]), sequence: Number(after[1]) },
          limit: query.limit,
        });
  return {
    items: read.lines.map((line) => ({
      attemptId: line.attemptId,
      taskIndex: names.get(line.attemptId)?.index ?? 0,
      attempt: names.get(line.attemptId)?.number ?? 1,
      stream: line.stream,
      sequence: line.sequence,
      at: new Date(Math.floor(line.engineTime / 1000)).toISOString(),
      text: line.text,
    })),
    next: read.position === null ? null : encodeCursor([read.position.chunk, read.position.sequence]),
  };
}
