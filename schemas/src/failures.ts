import type { FailureCode } from './generated/avro.ts';

/** What is known of a failure by its code alone. */
export interface FailureView {
  /** Sentence case, without a full stop. */
  words: string;
  /** What a person can do about it. */
  advice: string;
  /** Whether another try may go better without a change by a person. */
  retryable: boolean;
}

export const FAILURES = {
  UNKNOWN: {
    words: 'Failed for a reason this version does not know',
    advice: 'Look at the logs of the job and of the agent.',
    retryable: false,
  },
  ENGINE_UNREACHABLE: {
    words: 'The container engine could not be reached',
    advice: 'Check that the engine runs on the host: docker info.',
    retryable: true,
  },
  IMAGE_NOT_FOUND: {
    words: 'The image was not found',
    advice: 'Check name and tag, or build the image on the host.',
    retryable: false,
  },
  REGISTRY_CREDENTIALS_REFUSED: {
    words: 'The image registry refused the credentials',
    advice: 'Sign in with ones that are right: longshore registry login REGISTRY --username NAME.',
    retryable: false,
  },
  REGISTRY_UNREACHABLE: {
    words: 'The image registry could not be reached',
    advice: 'Check the registry’s address and the host’s network.',
    retryable: true,
  },
  PULL_TIMED_OUT: {
    words: 'Pulling the image took longer than allowed',
    advice: 'Raise pullTimeoutMs, or pull the image on the host beforehand.',
    retryable: true,
  },
  NAME_CONFLICT: {
    words: 'The container’s name is taken by one that is not ours',
    advice: 'Rename or remove the other container on the host.',
    retryable: true,
  },
  BAD_SPEC: {
    words: 'The engine refused the container’s settings',
    advice: 'Change what the message names and submit again.',
    retryable: false,
  },
  OUT_OF_DISK: {
    words: 'The host has no disk space left',
    advice: 'Free space on the host: docker system df shows what holds it.',
    retryable: true,
  },
  OUT_OF_MEMORY: {
    words: 'The container was killed for using more memory than its limit',
    advice: 'Raise resources.memoryBytes, or make the program use less.',
    retryable: false,
  },
  START_FAILED: {
    words: 'The container could not be started',
    advice: 'Check entrypoint and command: the program must exist in the image.',
    retryable: false,
  },
  EXIT_NON_ZERO: {
    words: 'The program ended with an exit code other than 0',
    advice: 'Look at the last lines of its log.',
    retryable: false,
  },
  DEADLINE_EXCEEDED: {
    words: 'The run took longer than its deadline',
    advice: 'Raise deadlineMs (of a try) or jobDeadlineMs (of the job), or give it less to do.',
    retryable: false,
  },
  STOPPED_BY_REQUEST: { words: 'Stopped by request', advice: 'Run the job again when it is wanted.', retryable: false },
  LOST: {
    words: 'The host was lost, or its container could not be accounted for',
    advice: 'Check the host; the task goes elsewhere if tries are left.',
    retryable: true,
  },
  CONTAINER_VANISHED: {
    words: 'The container was removed by somebody else',
    advice: 'Find out who removes containers on the host.',
    retryable: true,
  },
  UNDECODABLE_INSTRUCTION: {
    words: 'The agent could not read its instruction',
    advice: 'Look at Job_Handling.dlq; agent and control plane may differ in version.',
    retryable: true,
  },
  REMOVE_REFUSED: { words: 'A running container is not removed', advice: 'Stop the job first.', retryable: false },
} as const satisfies Record<FailureCode, FailureView>;

/** The codes that another try may cure, which a retry policy retries unless told otherwise. */
export const RETRYABLE_FAILURES = (Object.keys(FAILURES) as FailureCode[]).filter((code) => FAILURES[code].retryable);
