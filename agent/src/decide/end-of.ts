import { FAILURES, type FailureCode, type Reason } from '@longshore/schemas';
import type { ContainerFacts } from '../engine/engine.ts';
import type { AttemptView, End } from './attempt-view.ts';

/** A reason with the words of its code; `detail` says what was seen. */
export function reasonOf(code: FailureCode, detail = ''): Reason {
  const { words, retryable } = FAILURES[code];
  return { code, message: detail === '' ? words : `${words}: ${detail}`, retryable };
}

const signalNames: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  6: 'SIGABRT',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
};

/** What an exit code says, in a few words. */
export function describeExit(exitCode: number): string {
  if (exitCode === 126) return 'exit code 126 (the program could not be executed)';
  if (exitCode === 127) return 'exit code 127 (the program was not found)';
  const signal = signalNames[exitCode - 128];
  return signal === undefined ? `exit code ${exitCode}` : `exit code ${exitCode} (${signal})`;
}

/** SIGTERM and SIGKILL, by which an engine takes its containers down with it. */
const takenDownBySignal: readonly (number | null)[] = [143, 137];

/** What an engine gives as the exit code where it found a container dead when it started, as after a power cut. */
const notKnownToTheEngine = 255;

/**
 * How an attempt ended whose container was seen exited. What was asked of it comes first: after a stop was wanted any
 * exit is STOPPED, whatever the program made of its SIGTERM.
 */
export function endOfContainer(
  view: Pick<
    AttemptView,
    'desired' | 'stoppedForDeadline' | 'engineWasAway' | 'runningReported' | 'startCalledFor' | 'spec'
  >,
  container: ContainerFacts,
): End {
  const exitCode = container.exitCode;
  if (view.desired !== 'RUN') return { observed: 'STOPPED', exitCode, reason: reasonOf('STOPPED_BY_REQUEST') };
  // It ran in an earlier boot of this agent and was over when this one came: host or engine may have been off meanwhile.
  const ranUnseen = !view.runningReported && view.startCalledFor === null;
  const mayBeTakenDown = view.engineWasAway || ranUnseen;
  const { deadlineMs } = view.spec;
  // Before the deadline: the engine takes its own start for the end of what it finds dead.
  if (
    !view.stoppedForDeadline &&
    mayBeTakenDown &&
    container.startedAtMs !== null &&
    exitCode === notKnownToTheEngine
  ) {
    return { observed: 'FAILED', exitCode, reason: takenDown(exitCode) };
  }
  if (view.stoppedForDeadline || (deadlineMs !== null && ranLongerThan(container, deadlineMs))) {
    return { observed: 'FAILED', exitCode, reason: reasonOf('DEADLINE_EXCEEDED', `it was allowed ${deadlineMs} ms`) };
  }
  if (exitCode === 0) return { observed: 'SUCCEEDED', exitCode, reason: null };
  if (container.startedAtMs === null) {
    return { observed: 'FAILED', exitCode, reason: reasonOf('START_FAILED', container.error) };
  }
  // A killed child leaves the flag too; only together with a failed exit it is the reason.
  if (container.oomKilled)
    return { observed: 'FAILED', exitCode, reason: reasonOf('OUT_OF_MEMORY', describeExit(exitCode ?? -1)) };
  // Nobody else was asked to send them.
  if (mayBeTakenDown && takenDownBySignal.includes(exitCode)) {
    return { observed: 'FAILED', exitCode, reason: takenDown(exitCode ?? -1) };
  }
  return { observed: 'FAILED', exitCode, reason: reasonOf('EXIT_NON_ZERO', describeExit(exitCode ?? -1)) };
}

/** No failure of the program, and so tried again. */
function takenDown(exitCode: number): Reason {
  const detail = `it was stopped or restarted while the container ran, which ended with ${describeExit(exitCode)}`;
  return reasonOf('ENGINE_UNREACHABLE', detail);
}

/** Both moments are the engine's, so no two clocks are compared. */
function ranLongerThan(container: ContainerFacts, deadlineMs: number): boolean {
  return (
    container.startedAtMs !== null &&
    container.finishedAtMs !== null &&
    container.finishedAtMs - container.startedAtMs >= deadlineMs
  );
}
