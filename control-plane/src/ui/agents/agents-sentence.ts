import type { AgentSummary } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';

/**
 * The one line that answers how the fleet is: `3 agents ready, 1 needs a look · 7 containers run`.
 *
 * @param more - these are not all of them
 */
export function agentsSentence(agents: readonly AgentSummary[], more = false): string {
  if (agents.length === 0) return 'No agent has reported yet';
  const ready = agents.filter(({ state }) => state === 'READY').length;
  const closed = agents.filter(({ state, cordoned }) => state === 'READY' && cordoned).length;
  const others = agents.length - ready;
  const running = agents.reduce((sum, { runningContainers }) => sum + runningContainers, 0);
  const look = others === 0 ? '' : `, ${others} ${others === 1 ? 'needs' : 'need'} a look`;
  const shut = closed === 0 ? '' : ready === 1 ? ' but closed to new work' : ` (${closed} closed to new work)`;
  const cut = more ? ` · the first ${formatCount(agents.length)} by name; there are more` : '';
  return `${plural(ready, 'agent')} ready${shut}${look} · ${plural(running, 'container')} ${running === 1 ? 'runs' : 'run'}${cut}`;
}
