import { describe, expect, it } from 'vitest';
import type { AgentDetail } from '../api/shapes.ts';
import { agentHourWords } from './agent-hour.ts';

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const words = (...states: [from: number, until: number, state: AgentDetail['state'], ...failing: string[]][]) =>
  agentHourWords({
    healthIntervalMs: 5_000,
    states: states.map(([from, until, state, ...failing]) => ({ from: at(from), until: at(until), state, failing })),
  });

describe('the words for the last hour of an agent', () => {
  it('are none where it was the same all the time', () => {
    expect(words()).toBeNull();
    expect(words([0, 60, 'READY'])).toBeNull();
  });

  it('say how long it was what, the longest first, with the checks that failed', () => {
    expect(
      words([0, 30, 'READY'], [30.1, 33, 'UNHEALTHY', 'disk'], [33, 35, 'UNHEALTHY', 'clock'], [35, 60, 'READY']),
    ).toBe('ready 55 min 6 s, unhealthy 4 min 54 s (disk, clock)');
  });

  it('say how long it was not heard, whatever it was after that', () => {
    expect(words([0, 30, 'READY'], [40, 60, 'READY'])).toBe('ready 50 min, not heard 10 min');
    expect(words([0, 30, 'READY'], [40, 45, 'BLOCKED', 'ping'])).toBe(
      'ready 30 min, not heard 10 min, engine unreachable 5 min (ping)',
    );
  });
});
