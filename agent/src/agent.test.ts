import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentWorld, wish } from '../../test/fakes/agent-world.ts';

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 2 });

describe('an agent', () => {
  let world: AgentWorld;

  beforeEach(() => {
    world = new AgentWorld();
    world.engine.images.set('longshore/test:1', 'sha256:1');
  });

  afterEach(async () => {
    await world.stop();
  });

  async function bootAndSync(attempts: Parameters<AgentWorld['sync']>[0] = []): Promise<void> {
    await world.boot();
    await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ synced: false, lane: 0, healthy: true }));
    world.sync(attempts);
    await eventually(() => expect(world.lastAgentStatus().synced).toBe(true));
  }

  it('runs an attempt from the instruction to its end, and commits the instruction', async () => {
    await bootAndSync();
    const offset = world.apply(wish('a'));
    await eventually(() => expect(world.observedOf('a')).toEqual(['STARTING', 'RUNNING']));
    world.engine.write('a', 'hello');
    world.engine.exit('a', 0);
    await eventually(() => expect(world.observedOf('a')).toEqual(['STARTING', 'RUNNING', 'SUCCEEDED']));
    expect(world.linesOf('a')).toEqual(['hello']);
    await eventually(() => expect(world.committed).toBe(offset + 1n));
    expect(world.reportsOf('a').at(-1)).toMatchObject({
      exitCode: 0,
      containerId: 'container-1',
      imageDigest: 'sha256:1',
    });
  });
});
