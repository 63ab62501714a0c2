import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { newId } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { markerRepository } from '../../agent/src/images/image-marker.ts';
import { type ImageRegistry, serveImages } from '../hosts/image-registry.ts';
import { claimTestSpace, type TestSpace } from '../setup/test-space.ts';
import { AgentUnderTest, wishFor } from './agent-under-test.ts';

const docker = async (...parameters: string[]) => (await promisify(execFile)('docker', parameters)).stdout.trim();

describe('images and containers that nobody wants, on a real engine', () => {
  let space: TestSpace;
  let agent: AgentUnderTest;
  let registry: ImageRegistry;
  let scope: string;

  beforeAll(async () => {
    space = await claimTestSpace('images');
    scope = space.topicPrefix.replace(/\.$/, '');
  });

  afterAll(() => space.release());

  beforeEach(async (test) => {
    registry = await serveImages({ host: '127.0.0.1' });
    const agentId = `host-${test.task.id.replaceAll(/[^a-zA-Z0-9]/g, '')}`;
    agent = new AgentUnderTest({
      environment: space.environment,
      topicPrefix: space.topicPrefix,
      agentId,
      settings: {
        LONGSHORE_IMAGE_UNUSED_AFTER_MS: '1500',
        LONGSHORE_IMAGE_CLEANUP_INTERVAL_MS: '300',
        LONGSHORE_ORPHAN_GRACE_MS: '1500',
        LONGSHORE_HEALTH_INTERVAL_MS: '300',
      },
    });
    await agent.listen();
    agent.start();
    await agent.ready();
  });

  afterEach(async () => {
    await agent[Symbol.asyncDispose]();
    await registry.stop();
    const left = await docker('ps', '-aq', '--filter', `label=longshore.scope=${scope}`);
    if (left !== '') await docker('rm', '-f', ...left.split('\n'));
    for (const name of [...(await names()), ...(await marks())]) await docker('rmi', name);
  });

  const listed = async () => (await docker('images', '--format', '{{.Repository}}:{{.Tag}}')).split('\n');

  /** The names of images that begin with the address of this test's registry. */
  const names = async () => (await listed()).filter((name) => name.startsWith(`${registry.image.split('/')[0]}/`));

  /** The marks of this test's image. */
  const marks = async () => (await listed()).filter((name) => name.startsWith(`${markerRepository(registry.image)}:`));

  it('pulls an image once for tasks that need it at once, and tells how far it is', async () => {
    const wishes = [1, 2, 3].map((n) => wishFor('', { image: registry.image, command: ['/bin/echo', `task ${n}`] }));
    await Promise.all(wishes.map((wish) => agent.apply(wish)));
    for (const wish of wishes) expect(await agent.ended(wish.attemptId)).toMatchObject({ observed: 'SUCCEEDED' });
    expect(registry.pulls()).toBe(1);
    const pulled = agent.reportsOf(wishes[0]!.attemptId).filter(({ observed }) => observed === 'PULLING');
    expect(pulled[0]?.detail).toContain('pulling');
    // Of progress at most one report each half a second: the latest counts.
    expect(pulled.length).toBeLessThan(10);
  });

  it('removes an image that it pulled when nothing has used it for long, and never one in use or of somebody else', async () => {
    const users = `${registry.image.split('/')[0]}/users/own:1`;
    await docker('tag', 'longshore/base:24', users);
    const wish = wishFor('', { image: registry.image, command: ['/bin/sleep', '3600'], stopGraceMs: 0 });
    await agent.apply(wish);
    await agent.running(wish.attemptId);
    await vi.waitFor(async () => expect(await marks()).toHaveLength(1), { timeout: 10_000 });
    // In use: the image outlives its age, looked at many times.
    const metric = async () => Number(/removed_total (\d+)/.exec(await metrics('images'))?.[1] ?? -1);
    await vi.waitFor(
      async () => {
        const text = await metrics('engine_call_seconds_count');
        expect(Number(/call="list-all"[^}]*\} (\d+)/.exec(text)?.[1] ?? 0)).toBeGreaterThan(10);
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(await metric()).toBe(0);
    expect(await names()).toContain(registry.image);
    await agent.apply({ ...wish, desired: 'STOP', generation: 2 });
    await agent.ended(wish.attemptId);
    await agent.apply({ ...wish, desired: 'REMOVE', generation: 3 });
    await vi.waitFor(async () => expect(await names()).not.toContain(registry.image), {
      timeout: 30_000,
      interval: 200,
    });
    await vi.waitFor(async () => expect(await marks()).toEqual([]));
    expect(await names()).toContain(users);
    expect(await metric()).toBe(1);
  });

  it('removes a container with its labels that nobody wants after the grace, and touches no other', async () => {
    const run = (name: string, labels: Record<string, string>) =>
      docker(
        ...['run', '-d', '--name', name],
        ...Object.entries(labels).flatMap(([key, value]) => ['--label', `longshore.${key}=${value}`]),
        ...['longshore/base:24', 'node', '-e', 'setInterval(() => {}, 1000)'],
      );
    const ids = (agentId: string, attempt: string) => ({ scope, agent: agentId, attempt, job: newId(), task: newId() });
    const [orphan, others, foreign] = [newId(), newId(), newId()];
    await run(`longshore-${orphan}`, ids(agent.agentId, orphan));
    await run(`longshore-${others}`, ids('another-agent', others));
    await run(`not-${foreign}`, { scope: `${scope}` });
    try {
      const running = () => docker('ps', '--format', '{{.Names}}', '--filter', `label=longshore.scope=${scope}`);
      await vi.waitFor(async () => expect(await running()).not.toContain(orphan), { timeout: 30_000, interval: 200 });
      expect(await running()).toContain(others);
      expect(await running()).toContain(foreign);
      expect(await metrics('orphans_removed')).toContain('longshore_agent_orphans_removed_total 1');
    } finally {
      await docker('rm', '-f', `longshore-${others}`, `not-${foreign}`);
    }
  });

  /** The agent's metrics whose names hold a word. */
  async function metrics(word: string): Promise<string> {
    const port = /"port":(\d+)[^\n]*health and metrics are served/.exec(agent.output)?.[1];
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return text
      .split('\n')
      .filter((line) => !line.startsWith('#') && line.includes(word))
      .join('\n');
  }
});
