import { type RegistryCredential, sealRegistryCredential } from '@longshore/schemas/sealed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentWorld } from '../../../test/fakes/agent-world.ts';
import { wish } from '../../../test/fakes/wish.ts';

const image = 'ghcr.io/acme/tool:1';
const anna: RegistryCredential = { username: 'anna', password: 'pässwörd' };
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 2 });

describe('an agent that pulls an image', () => {
  let world: AgentWorld;

  beforeEach(() => {
    world = new AgentWorld();
    world.engine.pullable.set(image, 'sha256:1');
  });

  afterEach(async () => {
    await world.stop();
  });

  async function bootAndSync(): Promise<void> {
    const before = world.agentStatuses.length;
    await world.boot();
    await eventually(() => expect(world.agentStatuses.length).toBeGreaterThan(before));
    await eventually(() => expect(world.lastAgentStatus()).toMatchObject({ synced: false, lane: 0 }));
    world.sync();
    await eventually(() => expect(world.lastAgentStatus().synced).toBe(true));
  }

  const sealed = (attemptId: string, { registry = 'ghcr.io', credential = anna } = {}) =>
    sealRegistryCredential(world.lastAgentStatus().publicKey ?? '', credential, {
      registry,
      agentId: 'agent-1',
      attemptId,
    });

  const reasonOf = (attemptId: string) => world.reportsOf(attemptId).at(-1)?.reason;

  it('signs in to its registry with what came sealed, and without anything where nothing came', async () => {
    await bootAndSync();
    world.apply(wish('a', { container: { image }, registryCredential: await sealed('a') }));
    await eventually(() => expect(world.observedOf('a').at(-1)).toBe('RUNNING'));
    world.apply(wish('b', { container: { image, imagePolicy: 'ALWAYS' } }));
    await eventually(() => expect(world.observedOf('b').at(-1)).toBe('RUNNING'));
    expect(world.engine.signIns).toEqual([{ registry: 'ghcr.io', ...anna }, null]);
  });

  it('shows no registry what was sealed for another, nor uses what was sealed for another attempt', async () => {
    await bootAndSync();
    const elsewhere = await sealed('a', { registry: 'docker.io' });
    world.apply(wish('a', { container: { image }, registryCredential: elsewhere }));
    world.apply(wish('b', { container: { image }, registryCredential: await sealed('a') }));
    for (const attemptId of ['a', 'b']) {
      await eventually(() => expect(reasonOf(attemptId)?.code).toBe('REGISTRY_CREDENTIALS_REFUSED'));
      expect(reasonOf(attemptId)?.message).toContain('the credentials that came for ghcr.io cannot be opened here');
    }
    expect(world.engine.countOf('pull')).toBe(0);
  });

  it('has another key after a restart, and cannot open what was sealed before', async () => {
    await bootAndSync();
    const { publicKey } = world.lastAgentStatus();
    const before = await sealed('a');
    await world.stop();
    await bootAndSync();
    expect(world.lastAgentStatus().publicKey).not.toBe(publicKey);
    world.apply(wish('a', { container: { image }, registryCredential: before }));
    await eventually(() => expect(reasonOf('a')?.message).toContain('it was sealed to another key'));
  });

  it('shares a pull only with those who sign in the same way', async () => {
    await bootAndSync();
    world.engine.holdPulls = true;
    world.apply(wish('a', { container: { image }, registryCredential: await sealed('a') }));
    world.apply(wish('b', { container: { image }, registryCredential: await sealed('b') }));
    const other = await sealed('c', { credential: { ...anna, password: 'another' } });
    world.apply(wish('c', { container: { image }, registryCredential: other }));
    for (const attemptId of ['a', 'b', 'c']) {
      await eventually(() => expect(world.observedOf(attemptId).at(-1)).toBe('PULLING'));
    }
    expect(world.engine.countOf('pull')).toBe(2);
    world.engine.letPullsEnd();
  });

  it.each([
    ['nobody signed in', null, 'ghcr.io wants to know who pulls, and no credentials are kept for it'],
    ['the wrong one did', anna, 'ghcr.io does not accept the password that is kept for anna'],
  ])('tells why a registry refuses: %s', async (_, credential, words) => {
    await bootAndSync();
    const message = 'unauthorized: authentication required';
    world.engine.nextCall('pull', { kind: 'refuses', code: 'REGISTRY_CREDENTIALS_REFUSED', message });
    const registryCredential = credential === null ? null : await sealed('a');
    world.apply(wish('a', { container: { image }, registryCredential }));
    await eventually(() => expect(reasonOf('a')?.message).toContain(words));
    expect(reasonOf('a')?.message).toContain(message);
    expect(JSON.stringify(world.jobStatuses)).not.toContain(anna.password);
  });
});
