import type { ContainerSpec, Desired, Observed, Reason } from '@longshore/schemas';
import type { ContainerFacts } from '../engine/engine.ts';

/** How an attempt ended, as it will be reported. */
export interface End {
  observed: Extract<Observed, 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'LOST'>;
  exitCode: number | null;
  reason: Reason | null;
}

/** Where getting the image is. */
export type ImageState = 'unknown' | 'pulling' | 'present';

/** Where reading a container's output is. */
export type LogState = 'none' | 'following' | 'drained';

/** Everything a decision about one attempt looks at. The agent keeps it for one boot; Docker and Sync give it anew. */
export interface AttemptView {
  desired: Exclude<Desired, 'UNKNOWN'>;
  generation: number;
  spec: Pick<ContainerSpec, 'deadlineMs' | 'stopGraceMs'>;
  /** What the control plane had seen when it wrote the Sync; `PENDING` for what came later. */
  lastObserved: Observed;
  /** Null: the engine said there is none. `unknown`: it has to be asked (again). */
  container: ContainerFacts | null | 'unknown';
  /** Whether a container of this attempt was seen or made in this boot. */
  containerSeen: boolean;
  image: ImageState;
  /** A definite failure before the container ran: the attempt ends with it once no container is left. */
  doomed: Reason | null;
  startingAcknowledged: boolean;
  /** The container for which `start` was called in this boot. */
  startCalledFor: string | null;
  runningReported: boolean;
  logs: LogState;
  /** On the agent's monotonic clock; null while it does not run or may run for ever. */
  deadlineAtMs: number | null;
  stoppedForDeadline: boolean;
  /** The engine could not be reached while the container ran. */
  engineWasAway: boolean;
  /** The generation for which a refusal to remove was reported. */
  removeRefusedGeneration: number | null;
  end: End | null;
  endAcknowledged: boolean;
}

/** What the agent as a whole may do now. */
export interface Conditions {
  /** The engine answers: steps that call it make sense. */
  engineUsable: boolean;
  /** Registered and synced: new containers may be made and started. */
  synced: boolean;
  /** The agent's monotonic clock, in milliseconds. */
  nowMs: number;
}

/** One step for one attempt; the table of executors has one for each. */
export type AttemptStep =
  /** Ask the engine for the container. */
  | { kind: 'observe' }
  | { kind: 'getImage' }
  | { kind: 'cancelPull' }
  | { kind: 'create' }
  /** Have Kafka acknowledge STARTING. */
  | { kind: 'announceStart' }
  | { kind: 'start' }
  | { kind: 'reportRunning' }
  | { kind: 'followLogs' }
  | { kind: 'stop'; because: 'request' | 'deadline' | 'ended'; graceMs: number }
  | { kind: 'remove' }
  | { kind: 'refuseRemove' }
  /** The attempt has ended so: remember it. */
  | { kind: 'end'; end: End }
  /** Have Kafka acknowledge the end. */
  | { kind: 'reportEnd' }
  /** Nothing to do until something changes, or until the given moment on the monotonic clock. */
  | { kind: 'wait'; untilMs: number | null };

export type AttemptStepKind = AttemptStep['kind'];
