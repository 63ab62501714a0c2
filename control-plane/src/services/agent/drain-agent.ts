import { AGENT_STATES, type AgentDetail, drainAgentBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { getAgent } from './get-agent.ts';
import { lockAgent } from './lock-agent.ts';

// Asked for again while it is under way: the new deadline counts from when it was first asked for.
const WANT = `
INSERT INTO drain AS d (agent_id, state, deadline_ms, when_deadline) VALUES ($1, 'DRAINING', $2, $3)
ON CONFLICT (agent_id) DO UPDATE SET
  state = 'DRAINING', deadline_ms = excluded.deadline_ms, when_deadline = excluded.when_deadline, ended_at = NULL,
  requested_at = CASE WHEN d.state = 'DRAINING' THEN d.requested_at ELSE now() END,
  elapsed_ms = CASE WHEN d.state = 'DRAINING' THEN d.elapsed_ms ELSE 0 END`;

const CORDON = 'UPDATE agent SET cordoned = true, configuration = configuration + 1 WHERE id = $1 AND NOT cordoned';

/**
 * Notes that an agent is to be emptied: it is cordoned, what has not started goes elsewhere at once, what runs is waited
 * for until the deadline.
 *
 * @throws ProblemError 404, 422, or 409 when the agent is not heard and so cannot be asked for anything
 */
export async function drainAgent(ctx: ServiceContext, id: string, body: unknown): Promise<AgentDetail> {
  requirePermission(ctx, 'agents:write');
  const wish = validate(drainAgentBody, body);
  await inTransaction(ctx.pool, async (client) => {
    const agent = await lockAgent(client, id);
    if (agent.lost || agent.state === 'SILENT' || agent.state === 'REFUSED') {
      const word = agent.lost ? 'lost' : AGENT_STATES[agent.state].word.toLowerCase();
      throw conflict(
        `${id} is ${word}: it cannot be asked to stop or to finish anything.`,
        'Cordon it, so that nothing is placed there when it is back. What it held is tried elsewhere when it is given up; where a job waits for it, confirm that its host is dead.',
        'agent_is_lost',
      );
    }
    await client.query(WANT, [id, wish.deadlineMs, wish.whenDeadline]);
    await client.query(CORDON, [id]);
    const detail = { ...wish };
    await writeAudit(client, ctx, { action: 'AgentDrainRequested', subjectType: 'agent', subjectId: id, detail });
    await client.query(notifyStatement(['work', 'agents']));
  });
  return getAgent(ctx, id);
}
