import type { Attempt } from '../handler/attempt.ts';
import { LogFollower } from '../logs/log-follower.ts';
import { hasEnded, observe } from './observe.ts';
import type { StepContext } from './step-context.ts';

/** Begins to read the container's output; the attempt is woken when all of it is acknowledged. */
export function followLogs(attempt: Attempt, containerId: string, context: StepContext): void {
  const follower = new LogFollower({
    engine: context.engine,
    clock: context.clock,
    containerId,
    caps: attempt.apply.container,
    send: (output, signal) => context.sendLogs(attempt.identity, output, signal),
    onProgress: (progress) => {
      if (attempt.end !== null) return;
      context.reporter.report(attempt.identity, {
        observed: 'RUNNING',
        containerId,
        imageDigest: attempt.imageDigest,
        progress,
      });
    },
    hasEnded: async () => {
      if (hasEnded(attempt)) return true;
      // The end of the output is a hint that the container has ended, and often the first one.
      // Another answer that is on its way may be from before the end.
      attempt.hints += 1;
      await observe(attempt, context);
      context.wake(attempt);
      return attempt.container === null || hasEnded(attempt);
    },
    onDrained: () => {
      attempt.logs = 'drained';
      context.wake(attempt);
    },
    onTrouble: (error) => {
      context.log.warn(
        { err: error, attemptId: attempt.identity.attemptId },
        'reading a container’s output was interrupted',
      );
    },
  });
  attempt.follower = follower;
  attempt.logs = 'following';
  follower.run().catch((error: unknown) => {
    context.log.error(
      { err: error, attemptId: attempt.identity.attemptId },
      'reading a container’s output ended in a fault',
    );
  });
}
