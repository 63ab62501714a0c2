import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { engineJson, engineRequest } from '../hosts/engine-request.ts';
import { ownerOfFleet } from '../hosts/fleet-claim.ts';
import { copyImage, importShellImage, shellImage } from '../hosts/images.ts';
import { identify } from '../hosts/process-identity.ts';
import { type Fleet, startHosts } from '../hosts/start-hosts.ts';

const fleets: Fleet[] = [];

afterEach(async () => {
  for (const fleet of fleets.splice(0)) await fleet.stop();
});

async function fleetOf(count: number): Promise<Fleet> {
  const fleet = await startHosts(count);
  fleets.push(fleet);
  return fleet;
}

/** Runs a shell command in a container and returns its exit code and output. */
async function runShell(socketPath: string, command: string): Promise<{ exitCode: number; output: string }> {
  const body = { Image: shellImage, Cmd: ['sh', '-c', command], Tty: true };
  const { Id } = await engineJson<{ Id: string }>(socketPath, 'POST', '/containers/create', { body });
  await engineJson(socketPath, 'POST', `/containers/${Id}/start`);
  const { StatusCode } = await engineJson<{ StatusCode: number }>(socketPath, 'POST', `/containers/${Id}/wait`);
  const logs = await engineRequest(socketPath, 'GET', `/containers/${Id}/logs?stdout=1&stderr=1`);
  return { exitCode: StatusCode, output: logs.body.toString('utf8').trim() };
}

/** Whether a machine-wide thing of that name is left: a network interface, or a namespace. */
async function networkNames(): Promise<string> {
  const { runTool } = await import('../hosts/run-tool.ts');
  return `${await runTool('ip', '-brief', 'link')}${await runTool('ip', 'netns')}`;
}

describe('simulated hosts', () => {
  it('have engines of their own, whose containers reach a service on the gateway', async () => {
    const fleet = await fleetOf(2);
    const [first, second] = fleet.hosts;
    const server = createServer((_request, response) => response.end('reached')).listen(0, fleet.gateway);
    await importShellImage(first!.socketPath);
    await copyImage(shellImage, first!.socketPath, second!.socketPath);

    const { port } = server.address() as AddressInfo;
    const answers = await Promise.all(
      fleet.hosts.map((host) => runShell(host.socketPath, `wget -q -O - http://${fleet.gateway}:${port}`)),
    );
    server.close();

    expect(answers).toEqual([
      { exitCode: 0, output: 'reached' },
      { exitCode: 0, output: 'reached' },
    ]);
    const ids = await Promise.all(
      fleet.hosts.map((host) => engineJson<{ ID: string }>(host.socketPath, 'GET', '/info')),
    );
    expect(ids[0]!.ID).not.toBe(ids[1]!.ID);
  });

  it('stop answering when frozen, and answer again when thawed', async () => {
    const [host] = (await fleetOf(1)).hosts;
    await host!.freeze();
    await expect(engineRequest(host!.socketPath, 'GET', '/_ping', { timeoutMs: 300 })).rejects.toThrow();
    host!.thaw();
    expect((await engineRequest(host!.socketPath, 'GET', '/_ping')).status).toBe(200);
  });

  it('keep their data when the engine was killed and started again', async () => {
    const [host] = (await fleetOf(1)).hosts;
    await importShellImage(host!.socketPath);
    await host!.kill();
    await expect(engineRequest(host!.socketPath, 'GET', '/_ping')).rejects.toThrow();
    await host!.startEngine();
    expect(await runShell(host!.socketPath, 'echo back')).toEqual({ exitCode: 0, output: 'back' });
  });

  it('leave nothing behind, though frozen with a container running', async () => {
    const fleet = await startHosts(1);
    const [host] = fleet.hosts;
    await importShellImage(host!.socketPath);
    const body = { Image: shellImage, Cmd: ['sleep', '600'] };
    const { Id } = await engineJson<{ Id: string }>(host!.socketPath, 'POST', '/containers/create', { body });
    await engineJson(host!.socketPath, 'POST', `/containers/${Id}/start`);
    await host!.freeze();
    await fleet.stop();
    expect(await networkNames()).not.toContain(host!.name);
  });

  it('are swept away by the next start when their test was killed', async () => {
    const script = `
      const { startHosts } = await import('./test/hosts/start-hosts.ts');
      const { hosts } = await startHosts(1);
      console.log(hosts[0].name);
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const name = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
    });
    expect(await networkNames()).toContain(name);
    const dead = identify(child.pid ?? 0);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;

    const fleet = await fleetOf(1);
    expect((await engineRequest(fleet.hosts[0]!.socketPath, 'GET', '/_ping')).status).toBe(200);
    // Its number may be in use again, by this fleet or by another file's: then the name is that one's.
    await vi.waitFor(async () => {
      const owner = ownerOfFleet(Number(/\d+/.exec(name)?.[0]));
      if (owner === null) expect(await networkNames()).not.toContain(name);
      else expect(owner).not.toEqual(dead);
    });
  });
});
