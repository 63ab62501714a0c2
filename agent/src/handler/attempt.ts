import type { Apply, Observed } from '@longshore/schemas';
import type { AttemptView } from '../decide/attempt-view.ts';
import type { LogFollower } from '../logs/log-follower.ts';
import type { AttemptIdentity } from '../report/job-status-reporter.ts';

/** What the agent keeps of one attempt within a boot: the view that decisions look at, and what carries it out. */
export interface Attempt extends AttemptView {
  readonly identity: AttemptIdentity;
  apply: Apply;
  /** Counts hints that the container may have changed; an answer older than the last hint is not believed. */
  hints: number;
  /** The question about the container that is under way. */
  looking: Promise<void> | null;
  imageDigest: string | null;
  follower: LogFollower | null;
  /** Leaves the pull that it waits for. */
  leavePull: (() => void) | null;
  /** Times that the image was found missing right after it had been there. */
  imageMisses: number;
  /** Offsets of instructions that wait for their effect. */
  offsets: bigint[];
}

/** A fresh memory of an attempt, knowing only what is wanted. */
export function newAttempt(apply: Apply, lastObserved: Observed): Attempt {
  const { attemptId, jobId, taskId, attempt } = apply;
  return {
    identity: { attemptId, jobId, taskId, attempt },
    apply,
    desired: apply.desired === 'UNKNOWN' ? 'STOP' : apply.desired,
    generation: apply.generation,
    spec: apply.container,
    lastObserved,
    container: 'unknown',
    containerSeen: false,
    image: 'unknown',
    doomed: null,
    startingAcknowledged: false,
    startCalledFor: null,
    runningReported: false,
    logs: 'none',
    deadlineAtMs: null,
    stoppedForDeadline: false,
    engineWasAway: false,
    removeRefusedGeneration: null,
    end: null,
    endAcknowledged: false,
    hints: 0,
    looking: null,
    imageDigest: null,
    follower: null,
    leavePull: null,
    imageMisses: 0,
    offsets: [],
  };
}
