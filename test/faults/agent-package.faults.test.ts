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

const agentId = 'installed-host';
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
  readonly manager: NotifySocket;
  readonly #parts: AsyncDisposableStack;

  private constructor(rig: Rig, root: DebianRoot, manager: NotifySocket, parts: AsyncDisposableStack) {
    this.rig = rig;
    this.root = root;
    this.manager = manager;
    this.#parts = parts;
  }

  static async open(): Promise<InstalledHost> {
    await using parts = new AsyncDisposableStack();
    const rig = parts.use(await Rig.build('agent_package'));
    const root = parts.use(await DebianRoot.open(rig.host));
    const manager = await NotifySocket.listen(root);
    await rig.startDispatcher();
    return new InstalledHost(rig, root, manager, parts.move());
  }

  /** Settings as somebody who installs it would write them, before or after. */
  writeSettings(): void {
    const { containerBootstrapServers, containerRegistryUrl } = inject('services');
    const settings = {
      KAFKA_BOOTSTRAP_SERVERS: containerBootstrapServers,
      SCHEMA_REGISTRY_URL: containerRegistryUrl,
      LONGSHORE_AGENT_ID: agentId,
      LONGSHORE_TOPIC_PREFIX: this.rig.space.topicPrefix,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    this.root.write('/etc/longshore/agent.env', lines.join(''));
  }

  /** Starts what the installed unit says, as systemd would, and waits until it says that it is ready. */
  async startAgent(): Promise<() => Promise<number | null>> {
    const unit = this.root.read('/usr/lib/systemd/system/longshore-agent.service');
    const program = /^ExecStart=(\S+)$/m.exec(unit)?.[1];
    if (program === undefined || !/^Type=notify$/m.test(unit)) throw new Error(`not such a unit:\n${unit}`);
    const since = this.manager.assignments.length;
    const environment = { NOTIFY_SOCKET: NotifySocket.path, WATCHDOG_USEC: String(watchdogMs * 1_000) };
    const agent = this.root.start(environment, 'sh', '-c', `echo $$ > /run/agent.pid; exec ${program}`);
    let output = '';
    for (const stream of [agent.stdout, agent.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const ended = once(agent, 'exit').then(([code]) => code as number | null);
    await until('the agent told that it is ready', async () => {
      if (agent.exitCode !== null) throw new Error(`the agent ended with ${agent.exitCode}: ${output}`);
      return this.manager.assignments.slice(since).includes('READY=1');
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${this.manager.notices.join(' | ')}\n${output}`);
    });
    return async () => {
      await this.root.succeed('sh', '-c', 'kill -TERM "$(cat /run/agent.pid)"');
      return ended;
    };
  }

  /** Waits until a job's container runs, and returns the container. */
  async running(jobId: string): Promise<{ Id: string; State: { Running: boolean; StartedAt: string } }> {
    const containerId = await until(`job ${jobId} runs`, async () => {
      const [attempt] = (await this.rig.outcome(jobId)).attempts;
      return attempt?.observed === 'RUNNING' && attempt.containerId;
    });
    return this.inspect(containerId);
  }

  inspect(containerId: string): Promise<{ Id: string; State: { Running: boolean; StartedAt: string } }> {
    return engineJson(this.rig.host.socketPath, 'GET', `/containers/${containerId}/json`);
  }

  async agentVersion(): Promise<string | undefined> {
    const { rows } = await this.rig.database.query<{ version: string }>(
      "SELECT status->>'agentVersion' AS version FROM agent WHERE id = $1",
      [agentId],
    );
    return rows[0]?.version;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync();
  }
}

describe('an agent that was installed from its package alone, on a host without Node', () => {
  it('joins, works, is upgraded while jobs run, which go on, and is removed, which leaves containers', async () => {
    await using host = await InstalledHost.open();
    const { rig, root, manager } = host;
    expect((await root.run('sh', '-c', 'command -v node npm')).exitCode).not.toBe(0);

    await root.install(current.package);
    host.writeSettings();
    const check = await root.run('longshore-agent', 'check');
    expect(check.stdout).toContain('nothing is missing');
    expect(check.exitCode).toBe(0);

    // Joins, and works.
    const stopFirst = await host.startAgent();
    expect(manager.assignments.filter((one) => /^STATUS=waits: /.test(one))).not.toEqual([]);
    expect(manager.assignments.filter((one) => one === 'READY=1')).toHaveLength(1);
    expect(await host.agentVersion()).toBe(current.version);
    expect((await root.run('longshore-agent', 'check')).stdout).toMatch(/✓ agent .* runs and is ready/);
    const done = await rig.submitShell('echo hello');
    const [ended] = await rig.untilEnded([done], 30_000);
    expect(ended?.state).toBe('SUCCEEDED');

    // Is upgraded while one job ends by itself later, and one has to be stopped.
    const [ends, stays] = await Promise.all([rig.submitShell('sleep 15; echo done'), rig.submitShell('sleep 600')]);
    const before = await Promise.all([host.running(ends), host.running(stays)]);
    await root.install(next.package);
    expect(await stopFirst()).toBe(0);
    expect(manager.assignments).toContain('STOPPING=1');
    const stopSecond = await host.startAgent();
    await until('the control plane knows of the new version', async () => (await host.agentVersion()) === next.version);
    const after = await Promise.all(before.map(({ Id }) => host.inspect(Id)));
    expect(after.map(({ Id, State }) => [Id, State.StartedAt])).toEqual(
      before.map(({ Id, State }) => [Id, State.StartedAt]),
    );
    expect(after[1]?.State.Running).toBe(true);
    const [adopted] = await rig.untilEnded([ends], 40_000);
    expect(adopted).toMatchObject({ state: 'SUCCEEDED', attempts: [{ observed: 'SUCCEEDED' }] });
    await requestStop(rig.database, stays);
    const [stopped] = await rig.untilEnded([stays], 30_000);
    expect(stopped).toMatchObject({ state: 'STOPPED', attempts: [{ observed: 'STOPPED' }] });
    for (const { attempts } of [adopted, stopped].flatMap((job) => job ?? [])) {
      expect(rig.history.containersOf(attempts[0]?.id ?? '')).toBe(1);
      expect(rig.history.startsOf(attempts[0]?.id ?? '')).toBe(1);
    }

    // Gives signs of life.
    const signs = () => manager.assignments.filter((one) => one === 'WATCHDOG=1').length;
    const seen = signs();
    await until('two more signs of life came', async () => signs() >= seen + 2, { timeoutMs: 3 * watchdogMs });

    // Is removed while a job runs.
    const left = await host.running(await rig.submitShell('sleep 600'));
    const said = await root.succeed('dpkg', '--remove', 'longshore-agent');
    expect(said).toContain('containers of jobs are left as they are');
    expect(await stopSecond()).toBe(0);
    expect(await root.exists('/usr/bin/longshore-agent')).toBe(false);
    expect(await host.inspect(left.Id)).toMatchObject({ Id: left.Id, State: { Running: true } });
    expect(manager.notices.filter((notice) => notice.startsWith('stderr'))).toEqual([]);
  }, 180_000);
});
