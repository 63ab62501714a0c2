import type { AgentState, AgentStatus } from '@longshore/schemas';

/** How an agent that was just heard is seen, in a word and a sentence. */
export function agentStateOf(status: AgentStatus): { state: AgentState; detail: string } {
  const failing = status.checks
    .filter((check) => !check.ok)
    .map((check) => (check.detail === '' ? check.name : `${check.name}: ${check.detail}`))
    .join('; ');
  if (status.handlerBlocked) {
    return { state: 'BLOCKED', detail: `Takes no instructions until its engine is back. ${failing}`.trim() };
  }
  if (!status.synced) {
    return { state: 'REGISTERING', detail: 'Has announced itself and waits for what is wanted of it.' };
  }
  if (!status.healthy) return { state: 'UNHEALTHY', detail: failing === '' ? 'Says that it is not healthy.' : failing };
  return { state: 'READY', detail: 'Healthy and open to work.' };
}
