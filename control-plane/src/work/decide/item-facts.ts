import type { WorkFailure, WorkItemMoment, WorkItemStatus, WorkProgress } from '@longshore/schemas';

/** What is known of an item under its row's lock; times by the database's clock. */
export interface HeldItem {
  status: WorkItemStatus;
  tries: number;
  maxTries: number;
  /** How long until it is to be told to its topic; null: it was told. Nothing above 0 may be claimed. */
  dueInMs: number | null;
  workerId: string | null;
  /** The credential of that worker, for which no other speaks; null: nobody holds it, or its worker has left. */
  owner: string | null;
  claimHash: string | null;
  /** How long its claim counts; null: nobody holds it. */
  leaseLeftMs: number | null;
  /** Another item of the same chain is being worked on. */
  chainBusy: boolean;
}

/** How an item is to stand from now on. What is not said stays. */
export interface ItemChange {
  status: WorkItemStatus;
  tries: number;
  /** When it is to be told to its topic, or to the dead letters; null: not at all. */
  dueInMs: number | null;
  workerId: string | null;
  claimHash: string | null;
  leaseMs: number | null;
  progress: WorkProgress | null;
  result: Record<string, unknown> | null;
  failure: WorkFailure | null;
  /** An entry for its life; null: none. */
  moment: Pick<WorkItemMoment, 'what' | 'message'> | null;
}

/** Back in the queue at once, with nothing of the tries before but how many count. */
export function queuedAnew(tries: number, moment: ItemChange['moment']): ItemChange {
  return {
    status: 'queued',
    tries,
    dueInMs: 0,
    workerId: null,
    claimHash: null,
    leaseMs: null,
    progress: null,
    result: null,
    failure: null,
    moment,
  };
}
