import type { AttemptStep, AttemptStepKind } from '../decide/attempt-view.ts';
import { reasonOf } from '../decide/end-of.ts';
import type { ContainerFacts } from '../engine/engine.ts';
import { EngineError } from '../engine/engine-error.ts';
import type { Attempt } from '../handler/attempt.ts';
import { createContainer } from './create-container.ts';
import { followLogs } from './follow-logs.ts';
import { getImage } from './get-image.ts';
import { observe } from './observe.ts';
import { announceStart, startContainer } from './start-container.ts';
import type { StepContext } from './step-context.ts';

type StepOf<Kind extends AttemptStepKind> = Extract<AttemptStep, { kind: Kind }>;
type Executors = {
  [Kind in Exclude<AttemptStepKind, 'wait'>]: (
    attempt: Attempt,
    step: StepOf<Kind>,
    context: StepContext,
  ) => Promise<void> | void;
};

/** What carries out each kind of step. */
const executors: Executors = {
  observe: (attempt, _step, context) => observe(attempt, context),
  getImage: (attempt, _step, context) => getImage(attempt, context),
  cancelPull: (attempt) => {
    attempt.leavePull?.();
    attempt.image = 'unknown';
  },
  create: (attempt, _step, context) => createContainer(attempt, context),
  announceStart: (attempt, _step, context) => announceStart(attempt, context),
  start: (attempt, _step, context) => startContainer(attempt, seen(attempt), context),
  reportRunning: (attempt, _step, context) => reportRunning(attempt, seen(attempt), context),
  followLogs: (attempt, _step, context) => followLogs(attempt, seen(attempt).containerId, context),
  stop: (attempt, step, context) => stopContainer(attempt, step, context),
  remove: (attempt, _step, context) => removeContainer(attempt, context),
  refuseRemove: (attempt, _step, context) => refuseRemove(attempt, context),
  end: (attempt, step) => {
    attempt.end = step.end;
  },
  reportEnd: (attempt, _step, context) => reportEnd(attempt, context),
};

/** Carries out one step. Rejects with an `EngineError` when the engine gave no answer: decide again later. */
export async function executeStep(
  attempt: Attempt,
  step: Exclude<AttemptStep, { kind: 'wait' }>,
  context: StepContext,
): Promise<void> {
  const execute = executors[step.kind] as (
    attempt: Attempt,
    step: AttemptStep,
    context: StepContext,
  ) => Promise<void> | void;
  await execute(attempt, step, context);
}

/** The container that the decision saw. A hint may have put it in doubt since then; then the step is decided again. */
function seen(attempt: Attempt): ContainerFacts {
  if (attempt.container !== null && attempt.container !== 'unknown') return attempt.container;
  throw new EngineError('ABORTED', 'step', 'the container has to be looked at again first');
}

function reportRunning(attempt: Attempt, container: ContainerFacts, context: StepContext): void {
  const { containerId, startedAtMs } = container;
  const { deadlineMs } = attempt.spec;
  context.reporter.report(attempt.identity, { observed: 'RUNNING', containerId, imageDigest: attempt.imageDigest });
  attempt.runningReported = true;
  context.inventoryChanged();
  if (deadlineMs === null) return;
  const ranMs = startedAtMs === null ? 0 : Math.max(0, context.engineNowMs() - startedAtMs);
  attempt.deadlineAtMs = context.clock.monotonicMs() + deadlineMs - ranMs;
}

async function stopContainer(attempt: Attempt, step: StepOf<'stop'>, context: StepContext): Promise<void> {
  const { containerId } = seen(attempt);
  if (step.because === 'deadline') attempt.stoppedForDeadline = true;
  context.log.info({ ...attempt.identity, because: step.because, graceMs: step.graceMs }, 'stopping a container');
  // Not within the limit of calls at once: a long grace would keep others from starting.
  await context.engine.stop(containerId, step.graceMs);
  await observe(attempt, context);
}

async function removeContainer(attempt: Attempt, context: StepContext): Promise<void> {
  const { containerId } = seen(attempt);
  try {
    await context.engine.remove(containerId);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'RUNNING') throw error;
    attempt.container = 'unknown';
    return;
  }
  attempt.follower?.stop();
  attempt.follower = null;
  attempt.container = null;
  context.inventoryChanged();
}

function refuseRemove(attempt: Attempt, context: StepContext): void {
  const { containerId } = seen(attempt);
  const reason = reasonOf('REMOVE_REFUSED', `container ${containerId.slice(0, 12)} is running`);
  context.reporter.report(attempt.identity, {
    observed: 'RUNNING',
    containerId,
    imageDigest: attempt.imageDigest,
    reason,
  });
  attempt.removeRefusedGeneration = attempt.generation;
}

async function reportEnd(attempt: Attempt, context: StepContext): Promise<void> {
  const { end, container } = attempt;
  if (end === null) return;
  const containerId = container !== null && container !== 'unknown' ? container.containerId : null;
  await context.reporter.reportAcknowledged(attempt.identity, {
    ...end,
    containerId,
    imageDigest: attempt.imageDigest,
  });
  attempt.endAcknowledged = true;
  context.reach('agent.after-end-reported');
  context.inventoryChanged();
}
