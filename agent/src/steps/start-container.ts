import type { ContainerFacts } from '../engine/engine.ts';
import { EngineError } from '../engine/engine-error.ts';
import type { Attempt } from '../handler/attempt.ts';
import { failureOf } from './failure-of.ts';
import type { StepContext } from './step-context.ts';

/** Has Kafka acknowledge that the container is about to start; only after that `start` is called. */
export async function announceStart(attempt: Attempt, context: StepContext): Promise<void> {
  const containerId = typeof attempt.container === 'object' ? (attempt.container?.containerId ?? null) : null;
  await context.reporter.reportAcknowledged(attempt.identity, {
    observed: 'STARTING',
    containerId,
    imageDigest: attempt.imageDigest,
  });
  attempt.startingAcknowledged = true;
  context.reach('agent.after-starting-acknowledged');
}

/**
 * Starts the container. That the engine has started it is what there is to know: whether it runs still, hints tell. A
 * call without an answer may start it later: look, then decide.
 */
export async function startContainer(attempt: Attempt, container: ContainerFacts, context: StepContext): Promise<void> {
  const { containerId } = container;
  const { hints } = attempt;
  attempt.startCalledFor = containerId;
  try {
    await context.engineSlots.run(() => context.engine.start(containerId));
    context.reach('agent.after-start');
    context.inventoryChanged();
  } catch (error) {
    if (error instanceof EngineError && !error.indefinite && error.code !== 'GONE') {
      attempt.doomed = failureOf(error, 'START_FAILED');
      attempt.container = 'unknown';
      return;
    }
    throw error;
  }
  // One that ended at once may have been told of before the answer came.
  attempt.container = attempt.hints === hints ? { ...container, engineState: 'running' } : 'unknown';
}
