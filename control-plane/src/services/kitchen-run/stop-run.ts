import { KITCHEN_RUN_STATES, type KitchenRunState } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findRunId, runNotFound } from './find-run-id.ts';

const READ = 'SELECT state, stop_wanted AS "stopWanted" FROM kitchen_run WHERE id = $1 FOR UPDATE';

/**
 * Notes that a run is to stop: no more of its orders come in, those that no kitchen has are called off, its kitchens close.
 * Asking again changes nothing.
 *
 * @throws ProblemError 404, 409 when it has ended
 */
export async function stopRun(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'kitchens:write');
  const id = await findRunId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const [run] = (await client.query<{ state: KitchenRunState; stopWanted: boolean }>(READ, [id])).rows;
    if (run === undefined) throw runNotFound(given);
    if (KITCHEN_RUN_STATES[run.state].terminal) {
      throw conflict(
        `It has ended already: ${KITCHEN_RUN_STATES[run.state].word.toLowerCase()}.`,
        'There is nothing left to stop.',
        'run_has_ended',
      );
    }
    if (run.stopWanted) return;
    await client.query('UPDATE kitchen_run SET stop_wanted = true WHERE id = $1', [id]);
    await writeAudit(client, ctx, { action: 'KitchenRunStopRequested', subjectType: 'kitchen-run', subjectId: id });
    await client.query(notifyStatement(['work', 'kitchens']));
  });
}
