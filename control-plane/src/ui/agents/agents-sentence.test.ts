import type { AgentState, AgentSummary } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { agentsSentence } from './agents-sentence.ts';

const agent = (state: AgentState, runningContainers: number, cordoned = false) =>
  ({ state, runningContainers, cordoned }) as AgentSummary;

describe('the sentence over the agents', () => {
  it('says that there is none', () => {
    expect(agentsSentence([])).toBe('No agent has reported yet');
  });

  it('counts the ready ones and what runs', () => {
    expect(agentsSentence([agent('READY', 1)])).toBe('1 agent ready · 1 container runs');
    expect(agentsSentence([agent('READY', 2), agent('READY', 3)])).toBe('2 agents ready · 5 containers run');
  });

  it('says when some take no new work', () => {
    expect(agentsSentence([agent('READY', 1, true)])).toBe('1 agent ready but closed to new work · 1 container runs');
    expect(agentsSentence([agent('READY', 0), agent('READY', 0, true), agent('BLOCKED', 0, true)])).toBe(
      '2 agents ready (1 closed to new work), 1 needs a look · 0 containers run',
    );
  });

  it('says when some need a look', () => {
    expect(agentsSentence([agent('READY', 0), agent('BLOCKED', 0)])).toBe(
      '1 agent ready, 1 needs a look · 0 containers run',
    );
  });

  it('says when there are more than it counts', () => {
    const agents = Array.from({ length: 1_000 }, () => agent('READY', 0));
    expect(agentsSentence(agents, true)).toBe(
      '1,000 agents ready · 0 containers run · the first 1,000 by name; there are more',
    );
  });
});
