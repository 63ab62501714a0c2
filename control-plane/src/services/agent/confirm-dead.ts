import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict, notFound } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Notes an operator's word that a silent agent's host is dead for good: attempts that wait for it may be replaced.
 *
 * @throws ProblemError 404, or 409 while the agent is heard
 */
export async function confirmDead(ctx: ServiceContext, id: string): Promise<void> {
  requirePermission(ctx, 'agents:write');
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ state: string }>('SELECT state FROM agent WHERE id = $1 FOR UPDATE', [id]);
    const [agent] = rows;
    if (agent === undefined) {
      throw notFound(`There is no agent ${id}.`, 'List the agents there are with GET /api/v1/agents.');
    }
    if (agent.state !== 'SILENT') {
      throw conflict(
        `${id} is heard: its host is not dead.`,
        'Only a silent agent can be confirmed dead.',
        'agent_is_heard',
      );
    }
    // Taken up again by the dispatcher, also where it had been given up to wait.
    await client.query('UPDATE agent SET dead_confirmed = true, lost = false WHERE id = $1', [id]);
    await writeAudit(client, ctx, { action: 'AgentConfirmedDead', subjectType: 'agent', subjectId: id });
    await client.query(notifyStatement(['work', 'agents']));
  });
}
