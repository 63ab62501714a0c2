import type { SortReport, SortSpec, SortStateName, SortSummary } from '@longshore/schemas';
import type pg from 'pg';

interface SortRow {
  id: string;
  name: string;
  spec: SortSpec;
  state: SortStateName;
  reason: { code: string; message: string } | null;
  jobId: string | null;
  count: string | null;
  sortedCount: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  resultUntil: Date | null;
}

const COLUMNS = `
s.id, s.name, s.spec, s.state, s.reason, s.job_id AS "jobId", s.count, s.sorted_count AS "sortedCount",
s.created_at AS "createdAt", s.started_at AS "startedAt", s.ended_at AS "endedAt",
CASE WHEN s.topics_gone THEN NULL ELSE s.result_until END AS "resultUntil"`;

function summaryOf(row: SortRow): SortSummary {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    reason: row.reason,
    jobId: row.jobId,
    spec: row.spec,
    count: row.count === null ? null : Number(row.count),
    sortedCount: Number(row.sortedCount),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    resultUntil: row.resultUntil?.toISOString() ?? null,
  };
}

/**
 * Reads sorts.
 *
 * @param rest - what comes after FROM: conditions on `s`, order and limit, with parameters from $1
 */
export async function readSorts(pool: Pick<pg.Pool, 'query'>, rest: string, values: unknown[]): Promise<SortSummary[]> {
  const { rows } = await pool.query<SortRow>(`SELECT ${COLUMNS} FROM sort s ${rest}`, values);
  return rows.map(summaryOf);
}

/** A sort, and what its control log came to; null: there is none of that id. */
export async function readSortReport(
  pool: Pick<pg.Pool, 'query'>,
  id: string,
): Promise<{ summary: SortSummary; report: SortReport | null } | null> {
  const { rows } = await pool.query<SortRow & { report: SortReport | null }>(
    `SELECT ${COLUMNS}, s.report FROM sort s WHERE s.id = $1`,
    [id],
  );
  const [row] = rows;
  return row === undefined ? null : { summary: summaryOf(row), report: row.report };
}
