import type { AgentStatus } from '@longshore/schemas';
import type { AgentConfig } from '../config.ts';
import type { Health } from '../decide/next-health.ts';
import type { Registration } from '../handler/registration.ts';
import type { HostUse } from '../health/host-use.ts';
import type { Inventory } from '../health/inventory.ts';
import { agentVersion } from '../version.ts';

/** Everything that an Agent_Status is made of. */
export interface AgentStatusParts {
  config: AgentConfig;
  hostname: string;
  registration: Registration;
  lane: number | null;
  health: Health;
  inventory: Inventory;
  hostUse: HostUse;
  generations: Record<string, number>;
  /** To which secrets are sealed. */
  publicKey: string | null;
}

const imagesMax = 200;
/** Without a setting a host takes this many containers for each of its processors. */
const slotsPerProcessor = 8;

/** What is true now, in the words of the record. */
export function composeAgentStatus(parts: AgentStatusParts): Omit<AgentStatus, 'sequence' | 'occurredAt'> {
  const { config, registration, health, inventory, hostUse } = parts;
  const { facts, disk } = inventory;
  const cpuMillis = config.capacity.cpuMillis ?? facts?.capacity.cpuMillis ?? 0;
  return {
    agentId: config.agentId,
    engineId: facts?.engineId ?? '',
    bootId: registration.bootId,
    registration: registration.number,
    synced: registration.synced,
    lane: parts.lane,
    healthy: health.healthy,
    handlerBlocked: health.blocked,
    checks: health.checks,
    engine: {
      version: facts?.info.version ?? '',
      apiVersion: facts?.info.apiVersion ?? '',
      os: facts?.info.os ?? 'linux',
      architecture: facts?.info.architecture ?? '',
      latencyMs: inventory.pingMs,
    },
    capacity: {
      cpuMillis,
      memoryBytes: config.capacity.memoryBytes ?? facts?.capacity.memoryBytes ?? 0,
      slots:
        config.capacity.slots ??
        Math.max(1, Math.floor(((facts?.capacity.cpuMillis ?? 0) / 1_000) * slotsPerProcessor)),
      diskBytes: disk?.totalBytes ?? 0,
    },
    use: {
      cpuMillis: hostUse.cpuMillis,
      memoryBytes: hostUse.memoryBytes,
      diskBytes: disk === null ? 0 : disk.totalBytes - disk.freeBytes,
    },
    inventoryComplete: inventory.complete,
    containers: inventory.containers.map((container) => ({
      attemptId: container.attemptId,
      jobId: container.jobId,
      taskId: container.taskId,
      containerId: container.containerId,
      engineState: container.engineState,
      exitCode: container.exitCode,
      appliedGeneration: parts.generations[container.attemptId] ?? container.generation,
      ...(inventory.use.get(container.containerId) ?? { cpuMillis: 0, memoryBytes: 0 }),
    })),
    otherContainers: inventory.others,
    appliedGenerations: parts.generations,
    images: inventory.images.slice(0, imagesMax),
    // Its own alone: the control plane lays what operators set over them.
    labels: config.labels,
    locationName: config.location?.name ?? null,
    latitude: config.location?.latitude ?? null,
    longitude: config.location?.longitude ?? null,
    publicKey: parts.publicKey,
    agentVersion,
    hostname: parts.hostname,
    healthIntervalMs: config.healthIntervalMs,
  };
}
