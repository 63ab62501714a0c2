import { endAttempts } from '../../projection/end-attempts.ts';
import type { Decision } from '../deciding-transaction.ts';

/** What marking needs to know of a row that went out. */
export interface PublishedRow {
  id: number;
  agentId: string;
  jobId: string | null;
  attemptId: string | null;
  attempt: number | null;
}

// In the order of their ids, as everywhere: what follows touches rows that hang on them.
const LOCK_JOBS = 'SELECT id FROM job WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE';

const MARK = 'UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[])';

const DISPATCHED = `
UPDATE attempt a SET observed = CASE WHEN a.observed = 'PENDING' THEN 'DISPATCHED' ELSE a.observed END,
                     published_at = coalesce(a.published_at, now())
FROM task t
WHERE a.id = ANY($1::uuid[]) AND a.published_at IS NULL AND t.id = a.task_id
RETURNING a.id, a.job_id AS "jobId", a.number, a.agent_id AS "agentId", t.index AS "taskIndex"`;

interface DispatchedAttempt {
  id: string;
  jobId: string;
  number: number;
  agentId: string;
  taskIndex: number;
}

/** Marks outbox rows as published, moves their attempts on, and ends those whose instruction could not be written. */
export async function markPublished(
  decision: Decision,
  sent: readonly PublishedRow[],
  misfits: ReadonlyArray<{ row: PublishedRow; words: string }>,
): Promise<void> {
  const { client, events, audit, notify } = decision;
  await client.query(MARK, [[...sent.map((row) => row.id), ...misfits.map(({ row }) => row.id)]]);
  const attemptIds = sent.flatMap((row) => (row.attemptId === null ? [] : [row.attemptId]));
  if (attemptIds.length > 0) {
    await client.query(LOCK_JOBS, [sent.flatMap((row) => (row.jobId === null ? [] : [row.jobId]))]);
    const { rows } = await client.query<DispatchedAttempt>(DISPATCHED, [attemptIds]);
    for (const row of rows) {
      events.push({
        jobId: row.jobId,
        attemptId: row.id,
        taskIndex: row.taskIndex,
        attempt: row.number,
        agentId: row.agentId,
        type: 'InstructionPublished',
        message: `Instruction sent to ${row.agentId}`,
      });
    }
    if (rows.length > 0) notify.add('jobs');
  }
  for (const { row, words } of misfits) {
    audit.push({
      actor: 'dispatcher',
      action: 'InstructionRefused',
      subjectType: row.attemptId === null ? 'agent' : 'attempt',
      subjectId: row.attemptId ?? row.agentId,
      detail: { words },
    });
  }
  await endAttempts(
    decision,
    misfits.flatMap(({ row, words }) =>
      row.attemptId === null
        ? []
        : [
            {
              attemptId: row.attemptId,
              observed: 'FAILED' as const,
              reason: { code: 'BAD_SPEC' as const, message: words, retryable: false },
              containerMayRun: false,
            },
          ],
    ),
  );
}
