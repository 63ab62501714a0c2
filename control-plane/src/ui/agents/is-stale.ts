import type { AgentSummary } from '@longshore/schemas';

/** Reports that an agent may miss before its figures are called old. */
const MISSED_REPORTS = 3;

/** Whether an agent's figures are old: its engine is not seen, or it has missed several of its own intervals. */
export function isStale(
  agent: Pick<AgentSummary, 'lastHeardAt' | 'healthIntervalMs' | 'handlerBlocked' | 'state'>,
  now: number,
): boolean {
  if (agent.handlerBlocked || agent.state === 'SILENT') return true;
  return now - Date.parse(agent.lastHeardAt) > MISSED_REPORTS * agent.healthIntervalMs + 1_000;
}
