import { isBusError, sortTopics } from '@longshore/kafka';
import { sortHasEnded } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from '../topic/kafka-problem.ts';
import { findSortId } from './find-sort-id.ts';
import { lockSort } from './lock-sort.ts';

/**
 * Deletes a sort that has ended, or still awaits its input, with its topics. Its job's history stays.
 *
 * @throws ProblemError 404, 409 while it runs, 503 when Kafka is away
 */
export async function deleteSort(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'sorts:write');
  const id = await findSortId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const { state, name } = await lockSort(client, id, given);
    if (!sortHasEnded(state) && state !== 'AWAITING_INPUT') {
      throw conflict(`${name} has not ended.`, 'Stop it first, then delete it.', 'sort_has_not_ended');
    }
    await client.query('DELETE FROM sort WHERE id = $1', [id]);
    await writeAudit(client, ctx, { action: 'SortDeleted', subjectType: 'sort', subjectId: id, detail: { name } });
    await client.query(notifyStatement(['jobs']));
    // Before the commit: were Kafka away now, the sort would still be there to be deleted again.
    await withKafkaProblems(() => deleteTopics(ctx, id));
  });
}

async function deleteTopics(ctx: ServiceContext, id: string): Promise<void> {
  const admin = await ctx.bus.admin();
  for (const topic of Object.values(sortTopics(id, ctx.topicPrefix))) {
    try {
      await admin.deleteTopic(topic);
    } catch (error) {
      if (!isBusError(error) || error.code !== 'TOPIC_NOT_FOUND') throw error;
    }
  }
}
