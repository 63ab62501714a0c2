import type pg from 'pg';
import { unpackLines } from './chunk-codec.ts';
import type { LogPosition, LogStore, StoredLine } from './log-store.ts';

interface ChunkRow {
  id: number;
  attemptId: string;
  lineCount: number;
  lines: Buffer;
}

/** Chunks that one statement fetches. */
const CHUNKS_AT_ONCE = 50;

const COLUMNS = 'id, attempt_id AS "attemptId", line_count AS "lineCount", lines';
const OF_JOB = 'job_id = $1 AND ($2::uuid[] IS NULL OR attempt_id = ANY($2::uuid[]))';
const FORWARD = `SELECT ${COLUMNS} FROM log_chunk WHERE ${OF_JOB} AND id >= $3 ORDER BY id LIMIT ${CHUNKS_AT_ONCE}`;
const BACKWARD = `SELECT ${COLUMNS} FROM log_chunk WHERE ${OF_JOB} AND id < $3 ORDER BY id DESC LIMIT ${CHUNKS_AT_ONCE}`;

function linesOf(row: ChunkRow): StoredLine[] {
  return unpackLines(row.lines).map((line) => ({ ...line, attemptId: row.attemptId }));
}

/** The log store in PostgreSQL: compressed chunks, which rise in id with their arrival. */
export function postgresLogStore(pool: pg.Pool): LogStore {
  return {
    async forward({ jobId, attemptIds, after, limit }) {
      const lines: StoredLine[] = [];
      let position = after;
      let from = after?.chunk ?? 0;
      while (lines.length < limit) {
        const { rows } = await pool.query<ChunkRow>(FORWARD, [jobId, attemptIds, from]);
        for (const row of rows) {
          const fresh = linesOf(row).filter((line) => row.id !== after?.chunk || line.sequence > after.sequence);
          const taken = fresh.slice(0, limit - lines.length);
          lines.push(...taken);
          const last = taken.at(-1);
          if (last !== undefined) position = { chunk: row.id, sequence: last.sequence };
          if (lines.length >= limit) break;
        }
        const end = rows.at(-1);
        if (end === undefined || rows.length < CHUNKS_AT_ONCE) break;
        from = end.id + 1;
      }
      return { lines, position };
    },

    async tail({ jobId, attemptIds, limit }) {
      const chunks: ChunkRow[] = [];
      let count = 0;
      let before = Number.MAX_SAFE_INTEGER;
      while (count < limit) {
        const { rows } = await pool.query<ChunkRow>(BACKWARD, [jobId, attemptIds, before]);
        for (const row of rows) {
          if (count >= limit) break;
          chunks.push(row);
          count += row.lineCount;
        }
        const end = rows.at(-1);
        if (end === undefined || rows.length < CHUNKS_AT_ONCE) break;
        before = end.id;
      }
      chunks.reverse();
      const lines = chunks.flatMap(linesOf).slice(-limit);
      const last = lines.at(-1);
      const chunk = chunks.at(-1);
      const position: LogPosition | null =
        last === undefined || chunk === undefined ? null : { chunk: chunk.id, sequence: last.sequence };
      return { lines, position };
    },
  };
}
