import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AgentBuild } from '../../deploy/agent/build-agent.ts';
import { DebianRoot } from '../hosts/debian-root.ts';
import { engineJson } from '../hosts/engine-request.ts';
import { buildCurrent, buildNext, openHeldFolder } from '../package/build-packages.ts';
import { NotifySocket } from '../package/notify-socket.ts';
import { requestStop } from './harness/request-stop.ts';
import { Rig } from './harness/rig.ts';
import { until } from './harness/until.ts';

const unit = 'longshore-agent.service';
const watchdogMs = 2_000;

const held = openHeldFolder();
let current: AgentBuild;
let next: AgentBuild;

beforeAll(async () => {
  current = await buildCurrent(held.path);
  next = await buildNext(held.path, current);
}, 240_000);

afterAll(() => held[Symbol.dispose]());

/** A host with its engine, on which nothing but packages is ever installed; the control plane is elsewhere. */
class InstalledHost implements AsyncDisposable {
  readonly rig: Rig;
  readonly root: DebianRoot;
  readonly #agentId: string;
  readonly #parts: AsyncDisposableStack;

  private constructor(rig: Rig, root: DebianRoot, agentId: string, parts: AsyncDisposableStack) {
    this.rig = rig;
    this.root = root;
    this.#agentId = agentId;
    this.#parts = parts;
  }

  static async open(agentId: string, firstProcess: 'sleep' | 'systemd'): Promise<InstalledHost> {
    await using parts = new AsyncDisposableStack();
    const rig = parts.use(await Rig.build('agent_package'));
    const root = parts.use(await DebianRoot.open(rig.host, firstProcess));
    expect((await root.run('sh', '-c', 'command -v node npm')).exitCode).not.toBe(0);
    rig.startDispatcher();
    return new InstalledHost(rig, root, agentId, parts.move());
  }

  /** Settings as somebody who installs it would write them, before or after. */
  async writeSettings(): Promise<void> {
    const { containerBootstrapServers, containerRegistryUrl } = inject('services');
    const settings = {
      KAFKA_BOOTSTRAP_SERVERS: containerBootstrapServers,
      SCHEMA_REGISTRY_URL: containerRegistryUrl,
      LONGSHORE_AGENT_ID: this.#agentId,
      LONGSHORE_TOPIC_PREFIX: this.rig.space.topicPrefix,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await this.root.succeed('mkdir', '-p', '/etc/longshore');
    this.root.write('/etc/longshore/agent.env', lines.join(''));
  }

  /** Waits until a job's container runs, and returns the container. */
  async running(jobId: string): Promise<Container> {
    const containerId = await until(`job ${jobId} runs`, async () => {
      const [attempt] = (await this.rig.outcome(jobId)).attempts;
      return attempt?.observed === 'RUNNING' && attempt.containerId;
    });
    return this.inspect(containerId);
  }

  inspect(containerId: string): Promise<Container> {
    return engineJson(this.rig.host.socketPath, 'GET', `/containers/${containerId}/json`);
  }

  async agentVersion(): Promise<string | undefined> {
    const { rows } = await this.rig.database.query<{ version: string }>(
      "SELECT status->>'agentVersion' AS version FROM agent WHERE id = $1",
      [this.#agentId],
    );
    return rows[0]?.version;
  }

  /** What systemd knows of the agent. */
  async unit(): Promise<Record<string, string>> {
    const names = 'ActiveState,SubState,MainPID,StatusText,NRestarts,Result,ExecMainStatus';
    const text = await this.root.succeed('systemctl', 'show', '--property', names, unit);
    return Object.fromEntries(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s, 2)),
    );
  }

  /** Waits until systemd says that the agent is ready, in another process than before if one is given. */
  async active(beforePid = '0'): Promise<Record<string, string>> {
    const look = async () => {
      const seen = await this.unit();
      return seen.ActiveState === 'active' && seen.MainPID !== beforePid && seen.StatusText === 'ready' && seen;
    };
    return until('systemd says that the agent is ready', look, { timeoutMs: 40_000 }).catch(async (error: unknown) => {
      const journal = await this.root.run('journalctl', '--no-pager', '--lines=30');
      throw new Error(`${String(error)}: ${JSON.stringify(await this.unit())}\n${journal.stdout}`);
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync();
  }
}

interface Container {
  Id: string;
  State: { Running: boolean; StartedAt: string };
}

const identity = ({ Id, State }: Container) => [Id, State.StartedAt];

describe('an agent that was installed from its package alone, on a host without Node', () => {
  it('joins, works, is restarted and upgraded while jobs run, which go on, and is removed, which leaves containers', async () => {
    await using host = await InstalledHost.open('with-systemd', 'systemd');
    const { rig, root } = host;

    // Joins by being installed, and works.
    await host.writeSettings();
    await root.install(current.package);
    const first = await host.active();
    const check = await root.run('longshore-agent', 'check');
    expect(check.stdout).toMatch(/✓ agent .* runs and is ready/);
    expect(check.stdout).toContain('nothing is missing');
    expect(check.exitCode).toBe(0);
    expect(await host.agentVersion()).toBe(current.version);
    const [done] = await rig.untilEnded([await rig.submitShell('echo hello')], 30_000);
    expect(done?.state).toBe('SUCCEEDED');

    // Is started anew when it gives no sign of life, and upgraded; one job ends by itself later, one has to be stopped.
    const [ends, stays] = await Promise.all([rig.submitShell('sleep 20; echo done'), rig.submitShell('sleep 600')]);
    const [, before] = await Promise.all([host.running(ends), host.running(stays)]);
    await root.succeed('mkdir', '-p', `/run/systemd/system/${unit}.d`);
    root.write(`/run/systemd/system/${unit}.d/test.conf`, '[Service]\nWatchdogSec=3\nRestartSec=0\n');
    await root.succeed('systemctl', 'daemon-reload');
    await root.succeed('systemctl', 'restart', unit);
    const restarted = await host.active(first.MainPID);
    await root.succeed('kill', '-STOP', restarted.MainPID ?? '');
    const revived = await host.active(restarted.MainPID);
    expect(revived.NRestarts).toBe('1');
    await root.install(next.package);
    const upgraded = await host.active(revived.MainPID);
    expect(upgraded.Result).toBe('success');
    await until('the control plane knows of the new version', async () => (await host.agentVersion()) === next.version);
    const after = await host.inspect(before.Id);
    expect(identity(after)).toEqual(identity(before));
    expect(after.State.Running).toBe(true);
    await requestStop(rig.database, stays);
    const [adopted, stopped] = await rig.untilEnded([ends, stays], 40_000);
    expect(adopted).toMatchObject({ state: 'SUCCEEDED', attempts: [{ observed: 'SUCCEEDED' }] });
    expect(stopped).toMatchObject({ state: 'STOPPED', attempts: [{ observed: 'STOPPED' }] });
    for (const { attempts } of [adopted, stopped].flatMap((job) => job ?? [])) {
      expect(attempts).toHaveLength(1);
      expect(rig.history.containersOf(attempts[0]?.id ?? '')).toBe(1);
      expect(rig.history.startsOf(attempts[0]?.id ?? '')).toBe(1);
    }

    // Is removed while a job runs.
    const left = await host.running(await rig.submitShell('sleep 600'));
    const said = await root.succeed('dpkg', '--purge', 'longshore-agent');
    expect(said).toContain('containers of jobs are left as they are');
    for (const path of ['/usr/bin/longshore-agent', '/etc/longshore']) expect(await root.exists(path)).toBe(false);
    expect((await root.run('pgrep', 'longshore-agent')).stdout).toBe('');
    const stillThere = await host.inspect(left.Id);
    expect(identity(stillThere)).toEqual(identity(left));
    expect(stillThere.State.Running).toBe(true);
  }, 240_000);

  it('tells whoever set NOTIFY_SOCKET what it waits for, that it is ready and lives, and that it stops', async () => {
    await using host = await InstalledHost.open('without-systemd', 'sleep');
    const { root } = host;
    await root.install(current.package);
    await host.writeSettings();
    const manager = await NotifySocket.listen(root);
    const said = (one: string) => manager.assignments.filter((assignment) => assignment === one).length;
    // What the unit says is started, as systemd would.
    const program = /^ExecStart=(\S+)$/m.exec(root.read(`/usr/lib/systemd/system/${unit}`))?.[1] ?? 'nothing';
    const environment = { NOTIFY_SOCKET: NotifySocket.path, WATCHDOG_USEC: String(watchdogMs * 1_000) };
    const agent = root.start(environment, 'sh', '-c', `echo $$ > /run/agent.pid; exec ${program}`);
    const ended = once(agent, 'exit');
    agent.stdout?.resume();
    await until('the agent told that it is ready', async () => said('READY=1') === 1);
    expect(manager.assignments.filter((one) => one.startsWith('STATUS=waits: '))).not.toEqual([]);
    expect(manager.assignments.at(-1)).not.toMatch(/waits/);
    const signs = said('WATCHDOG=1');
    await until('two more signs of life came', async () => said('WATCHDOG=1') >= signs + 2);
    await root.succeed('sh', '-c', 'kill -TERM "$(cat /run/agent.pid)"');
    expect((await ended)[0]).toBe(0);
    expect(manager.assignments.slice(-2)).toEqual(['STOPPING=1', 'STATUS=stopping; containers go on']);
    expect(said('READY=1')).toBe(1);
    expect(manager.notices.filter((notice) => notice.startsWith('stderr'))).toEqual([]);
  }, 120_000);
});
