import { KITCHEN_IMAGE, SORTER_IMAGE } from '@longshore/schemas';
import { Program } from '../../faults/harness/program.ts';
import { copyImage, importShellImage } from '../../hosts/images.ts';
import type { SimulatedHost } from '../../hosts/simulated-host.ts';
import { startHosts } from '../../hosts/start-hosts.ts';
import { type Services, type ServicesChoice, startServices } from '../../stack/services.ts';

export interface AgentChoice {
  id: string;
  /** Further settings, by environment variable. */
  environment?: Readonly<Record<string, string>>;
}

/** All of Longshore with its pages, on services, hosts and engines that nobody else uses. */
export interface Longshore extends AsyncDisposable {
  services: Services;
  /** One for each agent, in their order. */
  hosts: readonly SimulatedHost[];
}

/**
 * Starts everything that a person at a browser would meet; each agent on an engine of its own that can be frozen. The
 * pages are built unless they were, by an earlier run or by the stack.
 *
 * @param environment - further settings of other programs, by name
 */
export async function startLongshore(
  agents: readonly [AgentChoice, ...AgentChoice[]],
  environment: ServicesChoice['environment'] = {},
): Promise<Longshore> {
  await using parts = new AsyncDisposableStack();
  const fleet = parts.use(await startHosts(agents.length));
  const [host, ...otherHosts] = fleet.hosts;
  if (host === undefined) throw new Error('The fleet has no host');
  const [agent, ...others] = agents;
  const services = parts.use(
    await startServices({
      services: ['web', 'dispatcher', 'agent'],
      engine: { socketPath: host.socketPath, gateway: fleet.gateway },
      agentId: agent.id,
      environment: { ...environment, agent: agent.environment ?? {} },
    }),
  );
  await Promise.all([
    importShellImage(host.socketPath),
    ...otherHosts.map(async (other, index) => {
      await importShellImage(other.socketPath);
      const dev = [
        'longshore/base:24',
        'longshore/data-generator:dev',
        SORTER_IMAGE,
        'longshore/worker:dev',
        KITCHEN_IMAGE,
      ];
      for (const image of dev) {
        await copyImage(image, host.socketPath, other.socketPath);
      }
      const choice = others[index];
      if (choice === undefined) throw new Error('A host has no agent');
      const program = startAgent(services, other, choice);
      parts.defer(() => program.kill());
    }),
  ]);
  const kept = parts.move();
  return { services, hosts: fleet.hosts, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function startAgent(services: Services, host: SimulatedHost, choice: AgentChoice): Program {
  return Program.start('agent/src/main.ts', 'http://127.0.0.1:0', {
    ...services.environment,
    LONGSHORE_AGENT_ID: choice.id,
    LONGSHORE_AGENT_PORT: '0',
    LONGSHORE_ENGINE_SOCKET: host.socketPath,
    LONGSHORE_WORKLOAD_BOOTSTRAP_SERVERS: services.containerBootstrapServers ?? '',
    LONGSHORE_WORKLOAD_REGISTRY_URL: services.containerRegistryUrl ?? '',
    LONGSHORE_WORKLOAD_CONTROL_PLANE_URL: services.containerWebUrl ?? '',
    LONGSHORE_CONTAINER_SCOPE: services.containerScope,
    ...choice.environment,
  });
}
