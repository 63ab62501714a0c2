import type { WorkItem, WorkItemMoment, WorkItemSummary } from '@longshore/schemas';
import type pg from 'pg';

type Times = 'dueAt' | 'createdAt' | 'startedAt' | 'endedAt';

interface SummaryRow extends Omit<WorkItemSummary, Times> {
  dueAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

interface ItemRow extends SummaryRow, Pick<WorkItem, 'payload' | 'result'> {
  leaseEndsAt: Date | null;
  life: WorkItemMoment[];
}

const SUMMARY = `
w.id, w.type, w.status, w.tries, w.max_tries AS "maxTries", w.worker_id AS worker, w.progress, w.failure,
CASE WHEN w.status = 'queued' AND w.due_at > now() THEN w.due_at END AS "dueAt", w.submitted_by AS "submittedBy",
w.created_at AS "createdAt", w.started_at AS "startedAt", w.ended_at AS "endedAt"`;

function toSummary(row: SummaryRow): WorkItemSummary {
  return {
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/**
 * Reads items without what went in and came out.
 *
 * @param rest - what comes after FROM: conditions on `w`, order and limit, with parameters from $1
 */
export async function readWorkItemSummaries(
  pool: Pick<pg.Pool, 'query'>,
  rest: string,
  values: unknown[],
): Promise<WorkItemSummary[]> {
  const { rows } = await pool.query<SummaryRow>(`SELECT ${SUMMARY} FROM work_item w ${rest}`, values);
  return rows.map(toSummary);
}

/** Reads one item in full; null: there is none. */
export async function readWorkItem(pool: Pick<pg.Pool, 'query'>, id: string): Promise<WorkItem | null> {
  const { rows } = await pool.query<ItemRow>(
    `SELECT ${SUMMARY}, w.payload, w.result, w.lease_until AS "leaseEndsAt", w.life FROM work_item w WHERE w.id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    ...toSummary(row),
    payload: row.payload,
    result: row.result,
    leaseEndsAt: row.leaseEndsAt?.toISOString() ?? null,
    life: row.life.map((moment) => ({ ...moment, at: new Date(moment.at).toISOString() })),
  };
}
