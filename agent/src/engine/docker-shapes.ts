import { DEFAULT_IMAGE_REGISTRY } from '@longshore/schemas';
import type Docker from 'dockerode';
import {
  CONTAINER_LABELS,
  type ContainerFacts,
  type ContainerRequest,
  type EngineState,
  type ListedContainer,
  type RegistrySignIn,
} from './engine.ts';

/** Which containers are an agent's own. */
export interface EngineSelection {
  scope: string;
  agentId: string;
}

/** The engine's filter for our containers, in lists and events. */
export function ownFilter(selection: EngineSelection): { label: string[] } {
  return {
    label: [`${CONTAINER_LABELS.scope}=${selection.scope}`, `${CONTAINER_LABELS.agent}=${selection.agentId}`],
  };
}

/** Whether a container with these labels is our own, as the filter has it. */
export function isOwn(labels: Readonly<Record<string, string>>, { scope, agentId }: EngineSelection): boolean {
  return labels[CONTAINER_LABELS.scope] === scope && labels[CONTAINER_LABELS.agent] === agentId;
}

/** What an engine gets to sign in to a registry; its default one goes by an address of old. */
export function signInBody({ registry, username, password }: RegistrySignIn): Docker.AuthConfig {
  const serveraddress = registry === DEFAULT_IMAGE_REGISTRY ? 'https://index.docker.io/v1/' : registry;
  return { username, password, serveraddress };
}

/**
 * The body of a create call. Hardening is not a choice of the job: no privileges, no capabilities, no new privileges,
 * no mounts, no restarts by the engine, limits on memory (swap included), processors and processes.
 */
export function containerRequestBody(request: ContainerRequest): Docker.ContainerCreateOptions {
  return {
    name: request.name,
    Image: request.image,
    Labels: request.labels,
    Env: request.environment,
    ...(request.entrypoint === null ? {} : { Entrypoint: request.entrypoint }),
    ...(request.command === null ? {} : { Cmd: request.command }),
    ...(request.workingDirectory === null ? {} : { WorkingDir: request.workingDirectory }),
    ...(request.user === null ? {} : { User: request.user }),
    Tty: false,
    OpenStdin: false,
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    StopSignal: 'SIGTERM',
    StopTimeout: Math.ceil(request.stopGraceMs / 1_000),
    HostConfig: {
      Privileged: false,
      CapDrop: ['ALL'],
      CapAdd: [],
      SecurityOpt: ['no-new-privileges:true'],
      Binds: [],
      Mounts: [],
      RestartPolicy: { Name: 'no' },
      AutoRemove: false,
      Init: true,
      NetworkMode: request.network,
      PublishAllPorts: false,
      NanoCpus: request.cpuMillis * 1_000_000,
      Memory: request.memoryLimitBytes,
      MemorySwap: request.memoryLimitBytes,
      PidsLimit: request.pidsLimit,
      LogConfig: {
        Type: 'json-file',
        Config: { 'max-size': String(request.logFileBytesMax), 'max-file': String(request.logFilesMax) },
      },
    },
  };
}

/** A list's row, or null when it carries no attempt. */
export function listedContainer(row: Docker.ContainerInfo): ListedContainer | null {
  const attemptId = row.Labels[CONTAINER_LABELS.attempt];
  if (attemptId === undefined) return null;
  const exit = /^Exited \((\d+)\)/.exec(row.Status ?? '');
  return {
    containerId: row.Id,
    attemptId,
    jobId: row.Labels[CONTAINER_LABELS.job] ?? '',
    taskId: row.Labels[CONTAINER_LABELS.task] ?? '',
    generation: Number(row.Labels[CONTAINER_LABELS.generation] ?? 0),
    engineState: row.State as EngineState,
    exitCode: exit === null ? null : Number(exit[1]),
  };
}

/** What matters of an inspected container. */
export function factsOfContainer(found: Docker.ContainerInspectInfo, selection: EngineSelection): ContainerFacts {
  const labels = found.Config.Labels ?? {};
  const { State: state } = found;
  const ended = state.Status === 'exited' || state.Status === 'dead';
  return {
    containerId: found.Id,
    ours: isOwn(labels, selection) && found.Name === `/longshore-${labels[CONTAINER_LABELS.attempt]}`,
    engineState: state.Status as EngineState,
    exitCode: ended ? state.ExitCode : null,
    oomKilled: state.OOMKilled,
    error: state.Error ?? '',
    startedAtMs: engineMoment(state.StartedAt),
    finishedAtMs: ended ? engineMoment(state.FinishedAt) : null,
    imageDigest: found.Image ?? null,
  };
}

/** The engine writes year 1 where it means never. */
function engineMoment(text: string): number | null {
  const moment = Date.parse(text);
  return Number.isNaN(moment) || moment < 0 ? null : moment;
}
