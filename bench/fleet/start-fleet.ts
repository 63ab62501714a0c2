import { spawnSync } from 'node:child_process';
import type { AgentSummary } from '@longshore/schemas';
import { CliError } from '../../cli/src/errors/cli-error.ts';
import { Program } from '../../test/faults/harness/program.ts';
import { until } from '../../test/faults/harness/until.ts';
import { importShellImage } from '../../test/hosts/images.ts';
import type { SimulatedHost } from '../../test/hosts/simulated-host.ts';
import { startHosts } from '../../test/hosts/start-hosts.ts';
import { type Services, startServices } from '../../test/stack/services.ts';
import { abortable } from '../abortable.ts';
import { type BenchedControlPlane, callControlPlane } from '../control-plane.ts';
import { unlimited } from '../unlimited.ts';

/** A Docker host of the fleet, with the agent beside its engine. */
export interface FleetHost {
  /** Of its network namespace and of its containers' control group. */
  name: string;
  agentId: string;
  socketPath: string;
}

/** All of Longshore, for one benchmark: nobody else's jobs, engines, services. */
export interface BenchFleet extends AsyncDisposable {
  plane: BenchedControlPlane;
  hosts: readonly [FleetHost, ...FleetHost[]];
  /** The processes of each part of Longshore, of the engines, and of the benchmark itself. */
  processes(): Promise<Record<string, number[]>>;
}

export interface BenchFleetOptions {
  hosts: number;
  /** Of each agent; processors and memory are enough for as many. */
  slots: number;
  /** What a container of the benchmark reserves. */
  resources: { cpuMillis: number; memoryBytes: number };
  /** Told what is being done. */
  onStep: (words: string) => void;
  signal: AbortSignal;
}

const toolsNeeded = ['dockerd', 'ip', 'iptables', 'nsenter', 'umount', 'setpriv'];

/**
 * Starts simulated hosts with an engine each, Kafka, registry, PostgreSQL, dispatcher and web on ports of their own, and
 * an agent for each host. Slots and the limit on
 * requests apart, everything is set as the product sets it.
 */
export async function startFleet(options: BenchFleetOptions): Promise<BenchFleet> {
  const { onStep, signal } = options;
  await using parts = new AsyncDisposableStack();
  onStep(`starting ${options.hosts} hosts with an engine each`);
  const fleet = parts.use(await startHosts(options.hosts));
  signal.throwIfAborted();
  await Promise.all(fleet.hosts.map(({ socketPath }) => importShellImage(socketPath)));
  signal.throwIfAborted();
  onStep('starting Kafka, registry, PostgreSQL, dispatcher and web');
  // Services that are half-way up when it is interrupted end with this process.
  const services = parts.use(
    await abortable(
      startServices({ services: ['web', 'dispatcher'], durable: true, environment: { web: unlimited } }),
      signal,
    ),
  );
  const plane = { url: services.webUrl, key: services.ownerKey };
  onStep('starting the agents');
  const agents = await Promise.all(
    fleet.hosts.map(async (host, index) => {
      const agent = startAgent(services, host, `host-${index + 1}`, options);
      parts.defer(() => agent.kill());
      return agent;
    }),
  );
  await abortable(untilReady(plane, agents), signal);
  const [first, ...others] = fleet.hosts.map(({ name, socketPath }, index) => ({
    name,
    agentId: `host-${index + 1}`,
    socketPath,
  }));
  if (first === undefined) throw new Error('The fleet has no host');
  const kept = parts.move();
  return {
    plane,
    hosts: [first, ...others],
    processes: () => processesOf(services, agents, fleet.hosts),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** @throws CliError that says why hosts cannot be made here */
export function refuseWithoutRoot(): void {
  if (process.getuid?.() !== 0) {
    throw new CliError({
      what: 'only root can make hosts on this machine, with networks and engines of their own',
      where: '--hosts',
      advice: 'run it as root, or measure the stack that runs by leaving --hosts out',
      exitCode: 2,
    });
  }
  const missing = toolsNeeded.filter((tool) => !isThere(tool));
  if (missing.length === 0) return;
  throw new CliError({
    what: `this machine has no ${missing.join(', ')}`,
    where: '--hosts',
    advice: 'apt-get install docker.io iproute2 iptables util-linux',
    exitCode: 2,
  });
}

function isThere(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function startAgent(
  services: Services,
  host: SimulatedHost,
  agentId: string,
  { slots, resources }: BenchFleetOptions,
): Program {
  return Program.start('agent/src/main.ts', 'http://127.0.0.1:0', {
    ...services.environment,
    LONGSHORE_AGENT_ID: agentId,
    LONGSHORE_AGENT_PORT: '0',
    LONGSHORE_ENGINE_SOCKET: host.socketPath,
    LONGSHORE_CONTAINER_SCOPE: services.containerScope,
    LONGSHORE_AGENT_SLOTS: String(slots),
    LONGSHORE_AGENT_CPU_MILLIS: String(slots * resources.cpuMillis),
    LONGSHORE_AGENT_MEMORY_BYTES: String(slots * resources.memoryBytes),
  });
}

async function untilReady(plane: BenchedControlPlane, agents: readonly Program[]): Promise<void> {
  try {
    await until(
      `${agents.length} agents are ready`,
      async () => {
        const ended = agents.find(({ running }) => !running);
        if (ended !== undefined) throw new Error('an agent ended by itself');
        const { items } = await callControlPlane<{ items: AgentSummary[] }>(plane, '/agents');
        return items.filter(({ state }) => state === 'READY').length === agents.length;
      },
      { timeoutMs: 60_000 },
    );
  } catch (error) {
    throw new Error(`${String(error)}\n${agents.map(({ output }) => output).join('\n')}`);
  }
}

async function processesOf(
  services: Services,
  agents: readonly Program[],
  hosts: readonly SimulatedHost[],
): Promise<Record<string, number[]>> {
  const { services: running, supervisorPid } = await services.status();
  const daemons = running.flatMap(({ name, kind, pid }) =>
    kind === 'daemon' && pid !== undefined ? [[name, [pid]] as const] : [],
  );
  return {
    agents: agents.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    ...Object.fromEntries(daemons),
    benchmark: [process.pid, supervisorPid],
    engines: hosts.flatMap(({ enginePid }) => enginePid ?? []),
  };
}
