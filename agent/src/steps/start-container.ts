import { EngineError } from '../engine/engine-error.ts';
import type { Attempt } from '../handler/attempt.ts';
import { failureOf } from './failure-of.ts';
import { observe } from './observe.ts';
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

/** Starts the container and looks at what became of it. A call without an answer may start it later: look, then decide. */
export async function startContainer(attempt: Attempt, containerId: string, context: StepContext): Promise<void> {
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
  await observe(attempt, context);
}
