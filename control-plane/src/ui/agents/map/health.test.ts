import { AGENT_STATE_NAMES, type AgentState } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { healthWords, worstState } from './health.ts';

const agents = (...states: AgentState[]) => states.map((state) => ({ state }));

describe('agents at one place', () => {
  it('are as the one that most needs a look', () => {
    expect(worstState(agents('READY', 'SILENT', 'READY'))).toBe('SILENT');
    expect(worstState(agents('UNHEALTHY', 'BLOCKED'))).toBe('BLOCKED');
    expect(worstState(agents('READY'))).toBe('READY');
  });

  it('have a place in the order whatever their state', () => {
    for (const state of AGENT_STATE_NAMES) expect(worstState(agents(state))).toBe(state);
  });

  it('are counted in words, the worst first', () => {
    expect(healthWords(agents('READY', 'SILENT', 'READY', 'BLOCKED'))).toBe('1 engine unreachable, 1 silent, 2 ready');
  });
});
