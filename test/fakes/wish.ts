import type { Apply, ContainerSpec } from '@longshore/schemas';

/** A spec that asks for little. */
const anySpec: ContainerSpec = {
  kind: 'container',
  image: 'longshore/test:1',
  imagePolicy: 'IF_MISSING',
  entrypoint: null,
  command: null,
  environment: {},
  workingDirectory: null,
  user: null,
  topic: null,
  taskIndex: 0,
  taskCount: 1,
  cpuMillis: 100,
  memoryLimitBytes: 64 * 2 ** 20,
  pidsLimit: 64,
  stopGraceMs: 100,
  pullTimeoutMs: 5_000,
  deadlineMs: null,
  logLinesPerSecondMax: 1_000,
  logBytesMax: 1_048_576,
};

/** A wish for an attempt, its ids made of its name. */
export function wish(
  attemptId: string,
  over: Partial<Omit<Apply, 'container'>> & { container?: Partial<ContainerSpec> } = {},
): Apply {
  return {
    attemptId,
    jobId: `job-of-${attemptId}`,
    taskId: `task-of-${attemptId}`,
    attempt: 1,
    generation: 1,
    desired: 'RUN',
    registryCredential: null,
    sealedEnvironment: null,
    ...over,
    container: { ...anySpec, ...over.container },
  };
}
