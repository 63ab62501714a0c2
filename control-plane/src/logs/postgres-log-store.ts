import type pg from 'pg';
import { unpackLines } from './chunk-codec.ts';
import type { LogStore, LogWish, ReadLines, StoredLine } from './log-store.ts';

interface ChunkRow {
  id: number;
  attemptId: string;
  lines: Buffer;
}

/** Chunks that one statement fetches. */
const CHUNKS_AT_ONCE = 50;
/** What one reading takes into memory and sends, however many lines were asked for. */
const CHARACTERS_MAX = 4_000_000;

const COLUMNS = 'id, attempt_id AS "attemptId", lines';
const OF_JOB = 'job_id = $1 AND ($2::uuid[] IS NULL OR attempt_id = ANY($2::uuid[]))';
const FORWARD = `SELECT ${COLUMNS} FROM log_chunk WHERE ${OF_JOB} AND id >= $3 ORDER BY id LIMIT ${CHUNKS_AT_ONCE}`;
const BACKWARD = `SELECT ${COLUMNS} FROM log_chunk WHERE ${OF_JOB} AND id <= $3 ORDER BY id DESC LIMIT ${CHUNKS_AT_ONCE}`;
const FIND = `
SELECT id, attempt_id AS "attemptId", lines FROM log_chunk WHERE attempt_id = $1 AND last_sequence >= $2
ORDER BY last_sequence LIMIT 1`;

function linesOf(row: ChunkRow): StoredLine[] {
  return unpackLines(row.lines).map((line) => ({ ...line, attemptId: row.attemptId, chunk: row.id }));
}

/** Takes lines in the order given, until they are enough. */
class Reading {
  readonly lines: StoredLine[] = [];
  readonly #limit: number;
  #characters = 0;
  enough = false;

  constructor({ limit }: LogWish) {
    this.#limit = limit;
  }

  take(lines: readonly StoredLine[]): void {
    for (const line of lines) {
      if (this.enough) return;
      this.lines.push(line);
      this.#characters += line.text.length;
      this.enough = this.lines.length >= this.#limit || this.#characters >= CHARACTERS_MAX;
    }
  }
}

/** The log store in PostgreSQL: compressed chunks, which rise in id with their arrival. */
export function postgresLogStore(pool: pg.Pool): LogStore {
  /** Chunks one after another from an id on, up or down, until `take` has enough. */
  async function walk(
    wish: LogWish,
    direction: { statement: string; step: 1 | -1; from: number },
    take: (row: ChunkRow, reading: Reading) => void,
  ): Promise<ReadLines> {
    const reading = new Reading(wish);
    let { from } = direction;
    while (!reading.enough) {
      const { rows } = await pool.query<ChunkRow>(direction.statement, [wish.jobId, wish.attemptIds, from]);
      for (const row of rows) if (!reading.enough) take(row, reading);
      const end = rows.at(-1);
      if (end === undefined || rows.length < CHUNKS_AT_ONCE) break;
      from = end.id + direction.step;
    }
    return { lines: reading.lines, more: reading.enough };
  }

  return {
    forward(wish, after) {
      const isNext = (line: StoredLine) => line.chunk !== after?.chunk || line.sequence > after.sequence;
      return walk(wish, { statement: FORWARD, step: 1, from: after?.chunk ?? 0 }, (row, reading) =>
        reading.take(linesOf(row).filter(isNext)),
      );
    },

    async backward(wish, before) {
      const isEarlier = (line: StoredLine) => line.chunk !== before?.chunk || line.sequence < before.sequence;
      const from = before?.chunk ?? Number.MAX_SAFE_INTEGER;
      const read = await walk(wish, { statement: BACKWARD, step: -1, from }, (row, reading) =>
        reading.take(linesOf(row).filter(isEarlier).reverse()),
      );
      return { lines: read.lines.reverse(), more: read.more };
    },

    async find(attemptId, sequence) {
      const { rows } = await pool.query<ChunkRow>(FIND, [attemptId, sequence]);
      const line = rows.flatMap(linesOf).find((each) => each.sequence >= sequence);
      return line === undefined ? null : { chunk: line.chunk, sequence: line.sequence };
    },
  };
}
