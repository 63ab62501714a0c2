import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UninspectedAgent } from './uninspected-agent.ts';

describe('the HTTP agent for the engine', () => {
  it('is one word when the options of a call are written out in full', () => {
    const agent = new UninspectedAgent({ keepAlive: false });
    Object.assign(agent.sockets, {
      '/var/run/docker.sock': Array.from({ length: 1_000 }, () => ({ deep: { deeper: 1 } })),
    });

    const written = inspect({ agent }, { showHidden: true, depth: null });

    expect(written).toBe('{ agent: UninspectedAgent }');
  });
});
