import type { WorkItem, WorkItemMoment, WorkItemSummary } from '@longshore/schemas';
import type pg from 'pg';
import { asksWords, type BriefPayload } from '../../work/asks-words.ts';

type Times = 'dueAt' | 'createdAt' | 'startedAt' | 'endedAt';

interface SummaryRow extends Omit<WorkItemSummary, Times | 'asks'> {
  brief: BriefPayload;
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
w.created_at AS "createdAt", w.started_at AS "startedAt", w.ended_at AS "endedAt", jsonb_build_object(
  'operation', w.payload->'operation', 'algorithm', w.payload->'algorithm', 'input', left(w.payload->>'input', 60),
  'limit', w.payload->'limit', 'samples', w.payload->'samples', 'digest', w.payload->'digest', 'url', w.payload->'url',
  'groupBy', w.payload->'groupBy', 'chain', w.payload->'chain') AS brief`;

function toSummary({ brief, ...row }: SummaryRow): WorkItemSummary {
  return {
    ...row,
    asks: asksWords(row.type, brief),
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
  const { payload, result, leaseEndsAt, life, ...summary } = row;
  return {
    ...toSummary(summary),
    payload,
    result,
    leaseEndsAt: leaseEndsAt?.toISOString() ?? null,
    life: life.map((moment) => ({ ...moment, at: new Date(moment.at).toISOString() })),
  };
}
