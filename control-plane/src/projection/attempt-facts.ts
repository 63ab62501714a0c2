import type { AttemptState, Desired, JobSpec, ProgressView, ReasonView, TaskState } from '@longshore/schemas';

/** An open or ended attempt as it is known before reports are folded into it. */
export interface AttemptFacts {
  readonly id: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly taskIndex: number;
  readonly taskState: TaskState;
  readonly attemptsMade: number;
  /** How many of them were stopped to go elsewhere: those are no tries. */
  readonly moves: number;
  readonly number: number;
  readonly agentId: string;
  readonly spec: JobSpec;
  readonly stopWanted: boolean;
  readonly desired: Exclude<Desired, 'UNKNOWN'>;
  readonly generation: number;
  /** Why it was asked to stop in order to go elsewhere. */
  readonly movedBecause: string | null;
  readonly observed: AttemptState;
  readonly unreachable: boolean;
  /** Whether it counts against its agent's capacity. */
  readonly reserved: boolean;
  readonly containerGone: boolean;
  readonly bootId: string | null;
  readonly sequence: number;
  /** Whether its container is known to have run. */
  readonly started: boolean;
  readonly exitCode: number | null;
  readonly reason: ReasonView | null;
  readonly containerId: string | null;
  readonly imageDigest: string | null;
  readonly progress: ProgressView | null;
  readonly detail: string | null;
}
