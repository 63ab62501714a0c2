import type { AgentSummary, listAgentsQuery } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { agentSummary, readAgents } from './read-agents.ts';

/** Agents in the order of their ids. */
export async function listAgents(
  ctx: ServiceContext,
  query: z.output<typeof listAgentsQuery>,
): Promise<{ items: AgentSummary[]; next: string | null }> {
  requirePermission(ctx, 'agents:read');
  const after = decodeCursor(query.cursor, z.tuple([z.string()]));
  const agents = await readAgents(
    ctx,
    `WHERE ($1::text IS NULL OR a.id > $1) AND ($2::text[] IS NULL OR a.state = ANY($2)) ORDER BY a.id LIMIT $3`,
    [after?.[0] ?? null, query.state ?? null, query.limit + 1],
  );
  const page = agents.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(agentSummary),
    next: agents.length > page.length && last !== undefined ? encodeCursor([last.id]) : null,
  };
}
