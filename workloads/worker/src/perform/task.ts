import type { Claimed, WorkFailure, WorkProgress, WorkType } from '@longshore/schemas';

/** Where a handler's input comes from. */
export type InputSource =
  | { kind: 'none' }
  /** From the control plane, for the holder of the claim. */
  | { kind: 'held'; url: string; headers: Readonly<Record<string, string>> }
  /** From an address that somebody named. */
  | { kind: 'address'; url: string; privateAllowed: boolean };

/** What a thread is given to work on. */
export interface Task {
  id: string;
  type: WorkType;
  payload: Record<string, unknown>;
  head: Claimed['head'];
  input: InputSource;
  nowMs: number;
  inputBytesMax: number;
  resultBytesMax: number;
}

/** What it came to. */
export type Outcome = { result: Record<string, unknown> } | { failure: WorkFailure };

/** It is left to others: no thread was free for it in time, or the worker stops. */
export const LEFT = 'left';

/** What a thread says while it works. */
export type ThreadMessage =
  | { kind: 'progress'; id: string; progress: WorkProgress }
  | { kind: 'ended'; id: string; outcome: Outcome };
