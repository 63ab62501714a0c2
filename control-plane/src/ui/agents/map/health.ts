import { AGENT_STATES, type AgentState, type AgentSummary } from '@longshore/schemas';

/** From the one that most needs a look to the one that needs none. */
const BY_NEED: readonly AgentState[] = ['BLOCKED', 'REFUSED', 'SILENT', 'UNHEALTHY', 'REGISTERING', 'READY'];

/** The state of the agent that most needs a look. */
export function worstState(agents: readonly Pick<AgentSummary, 'state'>[]): AgentState {
  return BY_NEED.find((state) => agents.some((agent) => agent.state === state)) ?? 'READY';
}

/** How several agents stand, the worst first: `1 silent, 3 ready`. */
export function healthWords(agents: readonly Pick<AgentSummary, 'state'>[]): string {
  return BY_NEED.map((state) => ({ state, count: agents.filter((agent) => agent.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${AGENT_STATES[state].word.toLowerCase()}`)
    .join(', ');
}
