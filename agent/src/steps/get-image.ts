import { imageRegistry } from '@longshore/schemas';
import { SealError } from '@longshore/schemas/sealed';
import { reasonOf } from '../decide/end-of.ts';
import type { PullProgress, RegistrySignIn } from '../engine/engine.ts';
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
  try {
    beginPull(attempt, context, { wasThere: digest !== null, signIn: await context.signIn(attempt.apply) });
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const detail = `the credentials that came for ${imageRegistry(image)} cannot be opened here: ${error.message}`;
    attempt.doomed = reasonOf('REGISTRY_CREDENTIALS_REFUSED', detail);
  }
}

function beginPull(
  attempt: Attempt,
  context: StepContext,
  { wasThere, signIn }: { wasThere: boolean; signIn: RegistrySignIn | null },
): void {
  const { image, pullTimeoutMs } = attempt.apply.container;
  attempt.image = 'pulling';
  context.reporter.report(attempt.identity, { observed: 'PULLING', detail: `pulling ${image}` });
  context.reach('agent.before-pull');
  const onProgress = (progress: PullProgress): void => {
    context.reporter.report(attempt.identity, { observed: 'PULLING', detail: describePull(progress) });
  };
  const wait = context.pulls.join({ image, signIn, timeoutMs: pullTimeoutMs, onProgress });
  attempt.leavePull = wait.leave;
  wait.done
    .then(
      async () => {
        attempt.imageDigest = await context.engine.imageDigest(image);
        attempt.image = 'present';
        context.images.pulled(image, wasThere);
        context.reach('agent.after-pull');
      },
      (error: unknown) => pullFailed(attempt, error, signIn),
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

function pullFailed(attempt: Attempt, error: unknown, signIn: RegistrySignIn | null): void {
  attempt.image = 'unknown';
  // The engine went away, or nobody wants it any more: no failure of the attempt.
  if (error instanceof EngineError && error.indefinite) return;
  const { image } = attempt.apply.container;
  attempt.doomed = failureOf(error, 'UNKNOWN', [...signInWords(error, image, signIn), image].join(': '));
}

/** Whose fault it is that a registry shows no image: nobody signed in, or the wrong one did. */
function signInWords(error: unknown, image: string, signIn: RegistrySignIn | null): string[] {
  if (!(error instanceof EngineError)) return [];
  const registry = imageRegistry(image);
  if (error.code === 'REGISTRY_CREDENTIALS_REFUSED') {
    return signIn === null
      ? [`${registry} wants to know who pulls, and no credentials are kept for it`]
      : [`${registry} does not accept the password that is kept for ${signIn.username}`];
  }
  // Registries that hide what exists say so in the words of a missing image.
  const hides = error.code === 'IMAGE_NOT_FOUND' && /access denied|docker login/i.test(error.message);
  return hides && signIn === null ? [`${registry} has it not, or shows it only to who signs in`] : [];
}
