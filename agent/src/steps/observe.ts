import { reasonOf } from '../decide/end-of.ts';
import { type ContainerFacts, containerName } from '../engine/engine.ts';
import type { Attempt } from '../handler/attempt.ts';
import type { StepContext } from './step-context.ts';

/**
 * Asks the engine for the attempt's container. An answer that a later hint overtook is not believed, unless it tells of
 * the end, which nothing takes back. One question at a time: several hints of one end are answered together.
 */
export async function observe(attempt: Attempt, context: StepContext): Promise<void> {
  while (attempt.looking !== null) {
    await attempt.looking;
    if (hasEnded(attempt)) return;
  }
  attempt.looking = look(attempt, context).finally(() => {
    attempt.looking = null;
  });
  await attempt.looking;
}

/** Whether the container was seen to have ended. */
export function hasEnded({ container }: Attempt): boolean {
  if (container === null || container === 'unknown') return false;
  return container.engineState === 'exited' || container.engineState === 'dead';
}

async function look(attempt: Attempt, context: StepContext): Promise<void> {
  const { hints } = attempt;
  const name = containerName(attempt.identity.attemptId);
  const found = await context.questionSlots.run(() => context.engine.inspect(name));
  if (found !== null && !found.ours) {
    context.log.error({ name }, 'a container that is not ours has the name of an attempt of ours; it is left alone');
    attempt.doomed ??= reasonOf('NAME_CONFLICT', name);
    attempt.container = null;
    return;
  }
  believe(attempt, found, context);
  if (attempt.hints !== hints && !hasEnded(attempt)) attempt.container = 'unknown';
}

/** Takes what was seen into the attempt's memory. */
export function believe(attempt: Attempt, found: ContainerFacts | null, context: StepContext): void {
  attempt.container = found;
  if (found === null) return;
  attempt.containerSeen = true;
  attempt.imageDigest ??= found.imageDigest;
  if (hasEnded(attempt) && attempt.end === null) context.reach('agent.after-exit-seen');
}
