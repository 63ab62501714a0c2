import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { engineRequest } from './engine-request.ts';
import type { FleetClaim } from './fleet-claim.ts';
import { freezeProcess } from './freeze-process.ts';
import { runTool } from './run-tool.ts';
import { hostName, killProcesses } from './tear-down-fleet.ts';

/** A Docker host on this machine: a network namespace of its own with its own engine. */
export class SimulatedHost {
  /** The network namespace. */
  readonly name: string;
  /** Where the host is reached from outside, on its fleet's bridge. */
  readonly address: string;
  readonly socketPath: string;
  readonly #folder: string;
  #engine: ChildProcess | null = null;

  private constructor(claim: FleetClaim, index: number) {
    this.name = hostName(claim, index);
    this.address = `10.77.${claim.number}.${index}`;
    this.#folder = join(claim.folder, String(index));
    this.socketPath = join(this.#folder, 'docker.sock');
  }

  /** Makes the host and starts its engine; resolves when the engine answers. */
  static async start(claim: FleetClaim, index: number, engineFlags: readonly string[]): Promise<SimulatedHost> {
    const host = new SimulatedHost(claim, index);
    mkdirSync(join(host.#folder, 'data'), { recursive: true });
    await host.#giveOwnId();
    await host.#connect(claim);
    await host.startEngine(engineFlags);
    return host;
  }

  /** The engine's process, its containerd beneath it; undefined while it does not run. */
  get enginePid(): number | undefined {
    return this.#engine?.pid;
  }

  get engineUrl(): string {
    return `unix://${this.socketPath}`;
  }

  /** The engine stops in the middle of whatever it does; its containers run on. Resolves when it stands still. */
  async freeze(): Promise<void> {
    const { pid } = this.#running();
    if (pid === undefined) throw new Error(`the engine of ${this.name} was never started`);
    await freezeProcess(pid);
  }

  thaw(): void {
    this.#running().kill('SIGCONT');
  }

  /** The engine dies without a word, its containerd with it; its containers run on. Resolves when it is gone. */
  async kill(): Promise<void> {
    const engine = this.#running();
    const gone = new Promise((resolve) => engine.once('exit', resolve));
    engine.kill('SIGKILL');
    await gone;
    this.#engine = null;
  }

  /** The engine and all containers die at once, as of a power cut; `startEngine` then is the host's return. */
  async cutPower(): Promise<void> {
    const engine = this.#running();
    const gone = new Promise((resolve) => engine.once('exit', resolve));
    await killProcesses(this.#folder, this.name);
    await gone;
    this.#engine = null;
  }

  /** Nothing gets in or out any more; engine and containers run on. What was under way hangs, it is not refused. */
  async cutNetwork(): Promise<void> {
    await runTool('ip', 'link', 'set', this.name, 'down');
  }

  async mendNetwork(): Promise<void> {
    await runTool('ip', 'link', 'set', this.name, 'up');
  }

  /** What goes before a command so that it runs on this host's network, as the process that the command names. */
  get entering(): readonly string[] {
    return ['nsenter', `--net=/run/netns/${this.name}`];
  }

  /** Starts the engine again after `kill` or `cutPower`, on the same data. */
  async startEngine(flags: readonly string[] = []): Promise<void> {
    if (this.#engine) throw new Error(`The engine of ${this.name} already runs`);
    // A killed engine leaves these, and takes a process that nobody has reaped yet for one that runs.
    for (const left of ['dockerd.pid', 'exec/containerd/containerd.pid']) {
      rmSync(join(this.#folder, left), { force: true });
    }
    const log = openSync(join(this.#folder, 'dockerd.log'), 'a');
    // nsenter, since `ip netns exec` mounts /sys anew, where dockerd then finds no cgroups.
    this.#engine = spawn('nsenter', [`--net=/run/netns/${this.name}`, 'dockerd', ...this.#flags(), ...flags], {
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    await this.#untilEngineAnswers(this.#engine);
  }

  /** Engines before 24 would all take their id from one key in /etc/docker; later ones have a file of their own. */
  async #giveOwnId(): Promise<void> {
    const old = (await engineMajorVersion()) < 24;
    const settings = old ? { 'deprecated-key-path': join(this.#folder, 'key.json') } : {};
    writeFileSync(join(this.#folder, 'daemon.json'), JSON.stringify(settings));
    writeFileSync(join(this.#folder, 'data/engine-id'), randomUUID());
  }

  #flags(): string[] {
    return [
      ...['--config-file', join(this.#folder, 'daemon.json')],
      ...['--data-root', join(this.#folder, 'data'), '--exec-root', join(this.#folder, 'exec')],
      ...['--pidfile', join(this.#folder, 'dockerd.pid'), '--host', this.engineUrl],
      ...['--bip', '172.30.0.1/24', '--cgroup-parent', `/${this.name}`],
      // Registries of tests listen on the bridge, without TLS.
      ...['--insecure-registry', '10.77.0.0/16'],
      // With systemd's driver a cgroup of our own name would be refused.
      ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--log-level', 'warn', '--shutdown-timeout', '3'],
    ];
  }

  async #connect(claim: FleetClaim): Promise<void> {
    const inside = (...args: string[]) => runTool('ip', '-netns', this.name, ...args);
    await runTool('ip', 'netns', 'add', this.name);
    await runTool('ip', 'link', 'add', this.name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.name);
    await runTool('ip', 'link', 'set', this.name, 'master', claim.bridge, 'up');
    await inside('link', 'set', 'lo', 'up');
    await inside('address', 'add', `${this.address}/24`, 'dev', 'eth0');
    await inside('link', 'set', 'eth0', 'up');
    await inside('route', 'add', 'default', 'via', claim.gateway);
  }

  async #untilEngineAnswers(engine: ChildProcess): Promise<void> {
    let lastError: unknown;
    let failedToStart: Error | null = null;
    engine.once('error', (error) => {
      failedToStart = error;
    });
    const deadline = performance.now() + 30_000;
    while (performance.now() < deadline && engine.exitCode === null && !failedToStart) {
      try {
        const { status } = await engineRequest(this.socketPath, 'GET', '/_ping', { timeoutMs: 1_000 });
        if (status === 200) return;
      } catch (error) {
        lastError = error;
      }
      await delay(25);
    }
    const log = readFileSync(join(this.#folder, 'dockerd.log'), 'utf8').split('\n').slice(-15).join('\n');
    throw new Error(`The engine of ${this.name} did not start: ${String(failedToStart ?? lastError)}\n${log}`);
  }

  #running(): ChildProcess {
    if (!this.#engine) throw new Error(`The engine of ${this.name} does not run`);
    return this.#engine;
  }
}

async function engineMajorVersion(): Promise<number> {
  const said = await runTool('dockerd', '--version');
  return Number(/version (\d+)\./.exec(said)?.[1] ?? Number.NaN);
}
