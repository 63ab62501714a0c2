import { type JobState, jobHasEnded, SORT_STATES, type SortAsked, sortHasEnded } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { wantStop } from '../job/want-stop.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findSortId } from './find-sort-id.ts';
import { type LockedSort, lockSort } from './lock-sort.ts';

/**
 * Cancels a sort: its job is told to stop, or its input is awaited no longer. Asking again meanwhile changes nothing.
 *
 * @throws ProblemError 404, or 409 when it has ended
 */
export async function stopSort(ctx: ServiceContext, given: string): Promise<SortAsked> {
  requirePermission(ctx, 'sorts:write');
  const id = await findSortId(ctx, given);
  return inTransaction(ctx.pool, async (client) => {
    const sort = await lockSort(client, id, given);
    if (sortHasEnded(sort.state)) {
      throw conflict(
        `${sort.name} has ended already: it ${SORT_STATES[sort.state].word.toLowerCase()}.`,
        'There is nothing left to stop.',
        'sort_has_ended',
      );
    }
    const state = await stop(client, ctx, sort);
    const detail = { name: sort.name };
    await writeAudit(client, ctx, { action: 'SortStopRequested', subjectType: 'sort', subjectId: id, detail });
    return { id, name: sort.name, state };
  });
}

/** @returns the state that it has now */
async function stop(client: pg.PoolClient, ctx: ServiceContext, sort: LockedSort): Promise<LockedSort['state']> {
  const { rows } = await client.query<{ state: JobState; stopWanted: boolean }>(
    'SELECT state, stop_wanted AS "stopWanted" FROM job WHERE id = $1 FOR UPDATE',
    [sort.jobId],
  );
  const [job] = rows;
  if (sort.jobId !== null && job !== undefined && !jobHasEnded(job.state)) {
    if (!job.stopWanted) await wantStop(client, ctx, { id: sort.jobId, name: sort.name });
    return sort.state;
  }
  await client.query(`UPDATE sort SET state = 'STOPPED', ended_at = now(), result_until = now() WHERE id = $1`, [
    sort.id,
  ]);
  await client.query(notifyStatement(['work', 'jobs']));
  return 'STOPPED';
}
