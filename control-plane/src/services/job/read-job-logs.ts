import type { jobLogsQuery, LogPage } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { LogPosition, LogStore, LogWish, ReadLines, StoredLine } from '../../logs/log-store.ts';
import { postgresLogStore } from '../../logs/postgres-log-store.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findJobId } from './find-job-id.ts';

interface AttemptName {
  id: string;
  number: number;
  index: number;
}

type Query = z.output<typeof jobLogsQuery>;

const ATTEMPTS = `
SELECT a.id, a.number, t.index FROM attempt a JOIN task t ON t.id = a.task_id WHERE a.job_id = $1`;

/**
 * A job's output, oldest first. `next` is where to go on, also when there is nothing more for now, so that a client can
 * follow; it is null only while nothing was ever written. `previous` is where to go back from.
 *
 * @throws ProblemError 404
 */
export async function readJobLogs(ctx: ServiceContext, given: string, query: Query): Promise<LogPage> {
  requirePermission(ctx, 'jobs:read');
  const jobId = await findJobId(ctx, given);
  const { rows } = await ctx.pool.query<AttemptName>(ATTEMPTS, [jobId]);
  const names = new Map(rows.map((row) => [row.id, row]));
  const filtered = query.task !== undefined || query.attemptId !== undefined;
  const wanted = rows.filter(
    (row) =>
      (query.task === undefined || row.index === query.task) &&
      (query.attemptId === undefined || row.id === query.attemptId),
  );
  const wish = { jobId, attemptIds: filtered ? wanted.map((row) => row.id) : null, limit: query.limit };
  const { lines, previous, next, more } = await readWished(postgresLogStore(ctx.pool), wish, query, wanted);
  return {
    items: lines.map((line) => ({
      attemptId: line.attemptId,
      taskIndex: names.get(line.attemptId)?.index ?? 0,
      attempt: names.get(line.attemptId)?.number ?? 1,
      stream: line.stream,
      sequence: line.sequence,
      at: new Date(Math.floor(line.engineTime / 1000)).toISOString(),
      text: line.text,
    })),
    previous: encodePosition(previous),
    next: encodePosition(next),
    more,
  };
}

interface ReadPage extends ReadLines {
  previous: LogPosition | null;
  next: LogPosition | null;
}

async function readWished(
  store: LogStore,
  wish: LogWish,
  query: Query,
  attempts: readonly AttemptName[],
): Promise<ReadPage> {
  if (query.line !== undefined) return readAround(store, wish, query.line, attempts);
  const before = decodePosition(query.before);
  const after = decodePosition(query.cursor);
  if (before !== null || (after === null && query.tail !== undefined)) {
    const read = await store.backward(
      { ...wish, limit: before === null ? (query.tail ?? wish.limit) : wish.limit },
      before,
    );
    const [first] = read.lines;
    return {
      lines: read.lines,
      previous: read.more && first !== undefined ? first : null,
      next: read.lines.at(-1) ?? null,
      // Whoever goes back has the lines after these; behind the last of all there is nothing yet.
      more: before !== null,
    };
  }
  const read = await store.forward(wish, after);
  const [first] = read.lines;
  return {
    ...read,
    // From the beginning on there is nothing before; else there may be, which reading back will tell.
    previous: after === null ? null : (first ?? after),
    next: read.lines.at(-1) ?? after,
  };
}

/** Half of the lines before the one that is meant, the other half from it on. */
async function readAround(
  store: LogStore,
  wish: LogWish,
  line: string,
  attempts: readonly AttemptName[],
): Promise<ReadPage> {
  const [task, number, sequence = 0] = line.split(/[.-]/).map(Number);
  const attempt = attempts.find((each) => each.index === task && each.number === number);
  const at = attempt === undefined ? null : await store.find(attempt.id, sequence);
  if (at === null) return { lines: [], previous: null, next: null, more: false };
  const half = Math.ceil(wish.limit / 2);
  const [earlier, later] = await Promise.all([
    store.backward({ ...wish, limit: half }, at),
    // The positions of an attempt are whole numbers: after the one before it means from it on.
    store.forward({ ...wish, limit: half }, { chunk: at.chunk, sequence: at.sequence - 1 }),
  ]);
  const lines: StoredLine[] = [...earlier.lines, ...later.lines];
  return {
    lines,
    previous: earlier.more ? (lines[0] ?? null) : null,
    next: lines.at(-1) ?? null,
    more: later.more,
  };
}

function encodePosition(position: LogPosition | null): string | null {
  return position === null ? null : encodeCursor([position.chunk, position.sequence]);
}

function decodePosition(cursor: string | undefined): LogPosition | null {
  const parts = decodeCursor(cursor, z.tuple([z.int().min(0), z.int().min(0)]));
  return parts === null ? null : { chunk: parts[0], sequence: parts[1] };
}
