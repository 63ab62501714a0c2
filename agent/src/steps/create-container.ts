import { SealError } from '@longshore/schemas/sealed';
import { containerRequest } from '../decide/container-request.ts';
import { reasonOf } from '../decide/end-of.ts';
import { EngineError } from '../engine/engine-error.ts';
import type { Attempt } from '../handler/attempt.ts';
import { failureOf } from './failure-of.ts';
import type { StepContext } from './step-context.ts';

/** Makes the attempt's container. One of its name that is there already is looked at, never replaced. */
export async function createContainer(attempt: Attempt, context: StepContext): Promise<void> {
  const secrets = await openSecrets(attempt, context);
  if (secrets === null) return;
  const decision = containerRequest(attempt.apply, context.policy(), secrets);
  if (!decision.ok) {
    attempt.doomed = reasonOf('BAD_SPEC', decision.message);
    return;
  }
  try {
    const { containerId } = await context.engineSlots.run(() => context.engine.create(decision.request));
    context.reach('agent.after-create');
    attempt.containerSeen = true;
    attempt.container = {
      containerId,
      ours: true,
      engineState: 'created',
      exitCode: null,
      oomKilled: false,
      error: '',
      startedAtMs: null,
      finishedAtMs: null,
      imageDigest: attempt.imageDigest,
    };
  } catch (error) {
    if (!(error instanceof EngineError) || error.indefinite) throw error;
    createRefused(attempt, error);
  }
}

/** Opened just before they are used. @returns null when they cannot be, which ends the attempt */
async function openSecrets(attempt: Attempt, context: StepContext): Promise<Record<string, string> | null> {
  try {
    return await context.openSecrets(attempt.apply);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    attempt.doomed = reasonOf('BAD_SPEC', `the secret variables that came cannot be opened here: ${error.message}`);
    return null;
  }
}

function createRefused(attempt: Attempt, error: EngineError): void {
  if (error.code === 'NAME_CONFLICT') {
    attempt.container = 'unknown';
    return;
  }
  // Somebody removed the image after we had seen it: get it once more.
  if (error.code === 'IMAGE_NOT_FOUND' && attempt.imageMisses === 0) {
    attempt.imageMisses += 1;
    attempt.image = 'unknown';
    return;
  }
  attempt.doomed = failureOf(error, 'BAD_SPEC');
}
