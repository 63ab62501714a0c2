import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findScheduleId, scheduleNotFound } from './find-schedule-id.ts';

/**
 * Deletes a schedule. Its jobs stay, and those that have not ended go on.
 *
 * @throws ProblemError 404, or 409 when several fit
 */
export async function deleteSchedule(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'schedules:write');
  const id = await findScheduleId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ name: string }>('DELETE FROM schedule WHERE id = $1 RETURNING name', [id]);
    const [deleted] = rows;
    if (deleted === undefined) throw scheduleNotFound(given);
    const detail = { name: deleted.name };
    await writeAudit(client, ctx, { action: 'ScheduleDeleted', subjectType: 'schedule', subjectId: id, detail });
    await client.query(notifyStatement(['jobs']));
  });
}
