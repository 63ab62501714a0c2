import { type Apply, containerEnvironment, imageSchema, LIMITS, topicSchema } from '@longshore/schemas';
import { CONTAINER_LABELS, type ContainerRequest, containerName } from '../engine/engine.ts';

/** What of a request the host decides and not the job. */
export interface HostPolicy {
  scope: string;
  agentId: string;
  network: string;
  workloadBootstrapServers: string;
  workloadRegistryUrl: string;
  /** Null: containers are not told where the API is. */
  workloadControlPlaneUrl: string | null;
  /** Of Longshore's own topics. */
  topicPrefix: string;
  engineCpuMillis: number;
  logFileBytesMax: number;
  logFilesMax: number;
}

export type RequestDecision = { ok: true; request: ContainerRequest } | { ok: false; message: string };

/**
 * Builds the engine's request from the typed spec, field by field, or says in words what policy does not allow. What
 * the API refuses at submit is refused here again: topics can be written by others.
 *
 * @param secrets - variables that came sealed
 */
export function containerRequest(
  apply: Apply,
  policy: HostPolicy,
  secrets: Readonly<Record<string, string>> = {},
): RequestDecision {
  const message = refusal(apply);
  if (message !== null) return { ok: false, message };
  const { container: spec } = apply;
  const environment = {
    ...spec.environment,
    ...secrets,
    ...containerEnvironment({
      jobId: apply.jobId,
      taskId: apply.taskId,
      taskIndex: spec.taskIndex,
      taskCount: spec.taskCount,
      attempt: apply.attempt,
      attemptId: apply.attemptId,
      agentId: policy.agentId,
      bootstrapServers: policy.workloadBootstrapServers,
      registryUrl: policy.workloadRegistryUrl,
      topic: spec.topic,
      topicPrefix: policy.topicPrefix,
      controlPlaneUrl: policy.workloadControlPlaneUrl,
    }),
  };
  return {
    ok: true,
    request: {
      name: containerName(apply.attemptId),
      labels: {
        [CONTAINER_LABELS.scope]: policy.scope,
        [CONTAINER_LABELS.agent]: policy.agentId,
        [CONTAINER_LABELS.job]: apply.jobId,
        [CONTAINER_LABELS.task]: apply.taskId,
        [CONTAINER_LABELS.attempt]: apply.attemptId,
        [CONTAINER_LABELS.generation]: String(apply.generation),
      },
      image: spec.image,
      entrypoint: spec.entrypoint,
      command: spec.command,
      environment: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      workingDirectory: spec.workingDirectory,
      user: spec.user,
      network: policy.network,
      cpuMillis: Math.min(spec.cpuMillis, policy.engineCpuMillis),
      memoryLimitBytes: spec.memoryLimitBytes,
      pidsLimit: spec.pidsLimit,
      stopGraceMs: spec.stopGraceMs,
      logFileBytesMax: policy.logFileBytesMax,
      logFilesMax: policy.logFilesMax,
    },
  };
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const id = /^[0-9a-zA-Z][0-9a-zA-Z_.-]{0,63}$/;

/** Why policy does not allow this spec; null when it does. */
function refusal({ attemptId, container: spec }: Apply): string | null {
  if (!id.test(attemptId)) return 'the attempt’s id cannot be part of a container’s name';
  const image = imageSchema.safeParse(spec.image);
  if (!image.success)
    return `image ${JSON.stringify(spec.image)}: ${image.error.issues[0]?.message ?? 'not an image name'}`;
  if (spec.topic !== null && !topicSchema.safeParse(spec.topic).success)
    return `topic ${JSON.stringify(spec.topic)} is no topic name`;
  const numbers = [
    ['cpuMillis', spec.cpuMillis, 1, LIMITS.cpuMillisMax],
    ['memoryLimitBytes', spec.memoryLimitBytes, LIMITS.memoryBytesMin, LIMITS.memoryBytesMax],
    ['pidsLimit', spec.pidsLimit, 1, 100_000],
    ['stopGraceMs', spec.stopGraceMs, 0, 3_600_000],
    ['pullTimeoutMs', spec.pullTimeoutMs, 1, LIMITS.durationMsMax],
    ['deadlineMs', spec.deadlineMs ?? 1, 1, LIMITS.durationMsMax],
    ['logLinesPerSecondMax', spec.logLinesPerSecondMax, 0, 1_000_000],
    ['logBytesMax', spec.logBytesMax, 0, Number.MAX_SAFE_INTEGER],
    ['taskIndex', spec.taskIndex, 0, LIMITS.parallelismMax],
    ['taskCount', spec.taskCount, 1, LIMITS.parallelismMax],
  ] as const;
  for (const [name, value, min, max] of numbers) {
    if (!Number.isFinite(value) || value < min || value > max) return `${name} is ${value}; accepted: ${min} to ${max}`;
  }
  const badName = Object.keys(spec.environment).find((name) => !variableName.test(name));
  if (badName !== undefined) return `${JSON.stringify(badName)} is no name of an environment variable`;
  const badValue = Object.entries(spec.environment).find(([, value]) => value.includes('\0'));
  if (badValue !== undefined) return `the variable ${badValue[0]} holds a NUL character`;
  if (spec.workingDirectory !== null && !spec.workingDirectory.startsWith('/'))
    return 'workingDirectory must be an absolute path';
  return null;
}
