import { reasonOf } from '../decide/end-of.ts';
import { EngineError } from '../engine/engine-error.ts';
import { describePull } from '../engine/pull-progress.ts';
import type { Attempt } from '../handler/attempt.ts';
import { failureOf } from './failure-of.ts';
import type { StepContext } from './step-context.ts';

/**
 * Sees to it that the image is there, as the policy says. A pull goes on in the background: this returns when it has
 * begun, and the attempt is woken when it has ended.
 */
export async function getImage(attempt: Attempt, context: StepContext): Promise<void> {
  const { image, imagePolicy } = attempt.apply.container;
  const digest = await context.questionSlots.run(() => context.engine.imageDigest(image));
  if (imagePolicy !== 'ALWAYS') {
    if (digest !== null) {
      context.images.used(image);
      attempt.imageDigest = digest;
      attempt.image = 'present';
      return;
    }
    if (imagePolicy === 'NEVER') {
      attempt.doomed = reasonOf('IMAGE_NOT_FOUND', `${image} is not on this host, and the job forbids pulling it`);
      return;
    }
  }
  beginPull(attempt, context, digest !== null);
}

function beginPull(attempt: Attempt, context: StepContext, wasThere: boolean): void {
  const { image, pullTimeoutMs } = attempt.apply.container;
  attempt.image = 'pulling';
  context.reporter.report(attempt.identity, { observed: 'PULLING', detail: `pulling ${image}` });
  context.reach('agent.before-pull');
  const wait = context.pulls.join(image, pullTimeoutMs, (progress) => {
    context.reporter.report(attempt.identity, { observed: 'PULLING', detail: describePull(progress) });
  });
  attempt.leavePull = wait.leave;
  wait.done
    .then(
      async () => {
        attempt.imageDigest = await context.engine.imageDigest(image);
        attempt.image = 'present';
        context.images.pulled(image, wasThere);
        context.reach('agent.after-pull');
      },
      (error: unknown) => pullFailed(attempt, error),
    )
    .catch((error: unknown) => {
      attempt.image = 'unknown';
      context.log.warn(
        { err: error, attemptId: attempt.identity.attemptId },
        'after a pull the image could not be looked at',
      );
    })
    .finally(() => {
      attempt.leavePull = null;
      context.wake(attempt);
    });
}

function pullFailed(attempt: Attempt, error: unknown): void {
  attempt.image = 'unknown';
  // The engine went away, or nobody wants it any more: no failure of the attempt.
  if (error instanceof EngineError && error.indefinite) return;
  attempt.doomed = failureOf(error, 'UNKNOWN', attempt.apply.container.image);
}
