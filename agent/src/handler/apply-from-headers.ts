import type { Apply } from '@longshore/schemas';

/**
 * What can be known of an instruction whose value cannot be read: whose attempt it is about. Its generation is below
 * every real one. Null when the headers name no attempt.
 */
export function applyFromHeaders(headers: Record<string, string>): Apply | null {
  const { attemptId, jobId, taskId = '', attempt = '0' } = headers;
  if (!attemptId || !jobId) return null;
  const number = Number(attempt);
  return {
    attemptId,
    jobId,
    taskId,
    attempt: Number.isInteger(number) && number >= 0 && number < 2 ** 31 ? number : 0,
    generation: 0,
    desired: 'RUN',
    container: {
      kind: '',
      image: '',
      imagePolicy: 'NEVER',
      entrypoint: null,
      command: null,
      environment: {},
      workingDirectory: null,
      user: null,
      topic: null,
      taskIndex: 0,
      taskCount: 1,
      cpuMillis: 0,
      memoryLimitBytes: 0,
      pidsLimit: 0,
      stopGraceMs: 10_000,
      pullTimeoutMs: 1,
      deadlineMs: null,
      logLinesPerSecondMax: 1_000,
      logBytesMax: 1_048_576,
    },
    registryCredential: null,
    sealedEnvironment: null,
  };
}
