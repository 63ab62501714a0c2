import type { JobLogBatch, LogLine } from '@longshore/schemas';
import type pg from 'pg';
import { packLines } from './chunk-codec.ts';

const STORE = `
INSERT INTO log_chunk (attempt_id, first_sequence, last_sequence, job_id, line_count, dropped_lines, lines)
SELECT n.attempt_id, n.first, n.last, n.job_id, n.count, n.dropped, n.lines
FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::uuid[], $5::int[], $6::bigint[], $7::bytea[])
  AS n(attempt_id, first, last, job_id, count, dropped, lines)
WHERE EXISTS (SELECT FROM attempt a WHERE a.id = n.attempt_id AND a.job_id = n.job_id)
ORDER BY n.attempt_id, n.first`;

const STORED = `
SELECT attempt_id AS "attemptId", max(last_sequence) AS last FROM log_chunk WHERE attempt_id = ANY($1::uuid[]) GROUP BY attempt_id`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Gathered {
  jobId: string;
  attemptId: string;
  lines: Map<number, LogLine>;
  dropped: number;
}

/** What was read of each attempt, its lines by their sequence so that one sent twice is there once. */
function gather(batches: readonly JobLogBatch[]): Gathered[] {
  const byAttempt = new Map<string, Gathered>();
  for (const { attemptId, jobId, lines, droppedLines } of batches) {
    if (!UUID.test(attemptId) || !UUID.test(jobId)) continue;
    const known = byAttempt.get(attemptId) ?? { jobId, attemptId, lines: new Map(), dropped: 0 };
    byAttempt.set(attemptId, known);
    for (const line of lines) known.lines.set(line.sequence, line);
    known.dropped += droppedLines;
  }
  return [...byAttempt.values()].filter((each) => each.lines.size > 0);
}

/**
 * Stores container output: one chunk for each attempt in the batches. Lines that are stored already are left out, so
 * that storing the same again changes nothing; for that, only one may store at a time.
 *
 * @returns how many lines were new
 */
export async function storeLogs(client: pg.PoolClient, batches: readonly JobLogBatch[]): Promise<number> {
  const gathered = gather(batches);
  if (gathered.length === 0) return 0;
  const stored = await client.query<{ attemptId: string; last: number }>(STORED, [
    gathered.map((each) => each.attemptId),
  ]);
  const lastOf = new Map(stored.rows.map((row) => [row.attemptId, row.last]));
  const fresh = gathered
    .map((each) => ({
      ...each,
      sorted: [...each.lines.values()]
        .filter((line) => line.sequence > (lastOf.get(each.attemptId) ?? 0))
        .sort((a, b) => a.sequence - b.sequence),
    }))
    .filter((each) => each.sorted.length > 0);
  if (fresh.length === 0) return 0;
  await client.query(STORE, [
    fresh.map((each) => each.attemptId),
    fresh.map((each) => each.sorted[0]?.sequence ?? 0),
    fresh.map((each) => each.sorted.at(-1)?.sequence ?? 0),
    fresh.map((each) => each.jobId),
    fresh.map((each) => each.sorted.length),
    fresh.map((each) => each.dropped),
    fresh.map((each) => packLines(each.sorted)),
  ]);
  return fresh.reduce((sum, each) => sum + each.sorted.length, 0);
}
