import { sealEnvironment } from '@longshore/schemas/sealed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentWorld } from '../../../test/fakes/agent-world.ts';
import { wish } from '../../../test/fakes/wish.ts';

const image = 'longshore/worker:dev';
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 2 });

describe('an agent that makes a container with secret variables', () => {
  let world: AgentWorld;

  beforeEach(async () => {
    world = new AgentWorld();
    world.engine.pullable.set(image, 'sha256:1');
    await world.boot();
    await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ synced: false, lane: 0 }));
    world.sync();
    await eventually(() => expect(world.lastAgentStatus().synced).toBe(true));
  });
  afterEach(async () => {
    await world.stop();
  });

  const sealed = (attemptId: string) =>
    sealEnvironment(
      world.lastAgentStatus().publicKey ?? '',
      { LONGSHORE_WORKER_KEY: 'lsw_secret' },
      { agentId: 'agent-1', attemptId },
    );

  it('gives them to it, and to none for which they did not come', async () => {
    world.apply(wish('a', { container: { image }, sealedEnvironment: await sealed('a') }));
    world.apply(wish('b', { container: { image } }));
    for (const attemptId of ['a', 'b']) {
      await eventually(() => expect(world.observedOf(attemptId).at(-1)).toBe('RUNNING'));
    }
    expect(world.engine.requestOf('a').environment).toContain('LONGSHORE_WORKER_KEY=lsw_secret');
    expect(world.engine.requestOf('b').environment.join()).not.toContain('LONGSHORE_WORKER_KEY');
  });

  it('ends an attempt whose variables were sealed for another, in words and without a container', async () => {
    world.apply(wish('a', { container: { image }, sealedEnvironment: await sealed('b') }));
    await eventually(() => expect(world.observedOf('a').at(-1)).toBe('FAILED'));
    expect(world.reportsOf('a').at(-1)?.reason).toMatchObject({
      code: 'BAD_SPEC',
      message: expect.stringContaining('the secret variables that came cannot be opened here'),
    });
    expect(world.engine.factsOf('a')).toBeNull();
  });
});
