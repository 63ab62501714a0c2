import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { wantStop } from '../job/want-stop.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { kitchenNotFound } from './get-kitchen.ts';

interface Row {
  state: string;
  jobId: string | null;
  jobName: string | null;
  jobOver: boolean | null;
  stopWanted: boolean | null;
}

// Of which job it is is the kitchen's own word: none is stopped by it that is no kitchen's.
const READ = `
SELECT k.state, j.id AS "jobId", j.name AS "jobName", j.ended_at IS NOT NULL AS "jobOver", j.stop_wanted AS "stopWanted"
FROM kitchen k LEFT JOIN job j ON j.id = k.job_id AND j.kind = 'kitchen' WHERE k.id = $1 FOR UPDATE OF k`;

/**
 * Closes a kitchen by stopping its job: it gives back what has not begun, finishes what cooks, and is gone. Asking again
 * changes nothing.
 *
 * @throws ProblemError 404, 409 when it has closed, or is no job of the fleet
 */
export async function closeKitchen(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'kitchens:write');
  const id = given.replaceAll('\u0000', '');
  await inTransaction(ctx.pool, async (client) => {
    const [kitchen] = (await client.query<Row>(READ, [id])).rows;
    if (kitchen === undefined) throw kitchenNotFound(given);
    const { state, jobId, jobName, jobOver, stopWanted } = kitchen;
    if (state === 'closed') throw conflict('It has closed already.', 'There is nothing to do.', 'kitchen_is_closed');
    if (jobId === null || jobOver === true) {
      throw conflict(
        'It is no job of the fleet.',
        'End its program where it runs: SIGTERM closes it.',
        'kitchen_without_job',
      );
    }
    if (stopWanted === true) return;
    await wantStop(client, ctx, { id: jobId, name: jobName ?? '' });
    const detail = { jobId };
    await writeAudit(client, ctx, { action: 'KitchenCloseRequested', subjectType: 'kitchen', subjectId: id, detail });
  });
}
