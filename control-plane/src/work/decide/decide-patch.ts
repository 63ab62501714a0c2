import { WORK_LIMITS, type WorkItemPatch } from '@longshore/schemas';
import { afterFailure } from './after-failure.ts';
import { type HeldItem, type ItemChange, queuedAnew } from './item-facts.ts';

export interface Refusal {
  code:
    | 'work_item_ended'
    | 'work_item_held'
    | 'work_item_not_due'
    | 'chain_busy'
    | 'claim_lapsed'
    | 'claim_not_held'
    | 'worker_stopped';
  detail: string;
  /** A refused claim may still put the item off. */
  change: ItemChange | null;
}

export type PatchDecision = { accepted: true; change: ItemChange } | { accepted: false; refusal: Refusal };

/** Where an append waits that found its chain busy, unless the one before it ends sooner. */
const PARKED_MS = 5_000;

/** Who patches: the worker that asks for a claim, whether it is to take nothing more, and the credential that is shown. */
export interface PatchingWorker {
  id: string;
  stopped: boolean;
  owner: string;
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

function refuse(code: Refusal['code'], detail: string, change: ItemChange | null = null): PatchDecision {
  return { accepted: false, refusal: { code, detail, change } };
}

/** A claim by a worker that is registered and takes items of this type. */
function decideClaim(item: HeldItem, worker: PatchingWorker, claimHash: string): PatchDecision {
  const { status, tries, maxTries, dueInMs } = item;
  if (status === 'completed' || status === 'failed') return ended(item);
  if (status === 'processing') {
    return refuse(
      'work_item_held',
      `Worker ${item.workerId} holds it, for ${seconds(item.leaseLeftMs ?? 0)} more at least.`,
    );
  }
  if (worker.stopped) return refuse('worker_stopped', 'The worker was told to take nothing more of this type.');
  if (dueInMs !== null && dueInMs > 0) {
    return refuse('work_item_not_due', `It waits for another try, for ${seconds(dueInMs)} more.`);
  }
  const standing = { progress: null, result: null, failure: null };
  if (item.chainBusy) {
    const change: ItemChange = {
      ...standing,
      status: 'queued',
      tries,
      dueInMs: PARKED_MS,
      workerId: null,
      claimHash: null,
      leaseMs: null,
      moment: { what: 'parked', message: 'Another block of its chain is being made' },
    };
    return refuse('chain_busy', 'Another block of its chain is being made; it is offered again after that.', change);
  }
  return {
    accepted: true,
    change: {
      ...standing,
      status: 'processing',
      tries: tries + 1,
      dueInMs: null,
      workerId: worker.id,
      claimHash,
      leaseMs: WORK_LIMITS.leaseMs,
      moment: { what: 'claimed', message: `Try ${tries + 1} of ${maxTries}` },
    },
  };
}

function ended({ status, workerId }: HeldItem): PatchDecision {
  return refuse('work_item_ended', `It is ${status} already${workerId === null ? '' : `, by worker ${workerId}`}.`);
}

/** Back to the queue without a try: it is not the item’s fault that its worker leaves it. */
function givenBack({ tries }: HeldItem): ItemChange {
  const message = 'Its worker does not get to it, or stops, and leaves it to others';
  return queuedAnew(Math.max(0, tries - 1), { what: 'returned', message });
}

/** What a worker says of an item that it shows a claim for. */
function decideHeld(
  item: HeldItem,
  patch: Exclude<WorkItemPatch, { worker: string }>,
  owner: string,
  claimHash: string,
  chance: number,
): PatchDecision {
  if (item.status === 'completed' || item.status === 'failed') return ended(item);
  if (item.status !== 'processing' || item.claimHash !== claimHash) {
    return refuse(
      'claim_not_held',
      'It is not held under this claim: the claim is of an earlier try, or never was one.',
    );
  }
  // A claim that somebody else has got hold of is worth nothing to them.
  if (item.owner !== owner) {
    return refuse('claim_not_held', 'It is held by a worker of another credential, which alone speaks for it.');
  }
  if ((item.leaseLeftMs ?? 0) <= 0) {
    return refuse(
      'claim_lapsed',
      'The claim has lapsed, as its worker was not heard in time; the item is offered again.',
    );
  }
  const held = {
    status: 'processing',
    tries: item.tries,
    dueInMs: null,
    workerId: item.workerId,
    claimHash,
    leaseMs: WORK_LIMITS.leaseMs,
    progress: null,
    result: null,
    failure: null,
    moment: null,
  } as const satisfies ItemChange;
  if (patch.status === 'processing') return { accepted: true, change: { ...held, progress: patch.progress } };
  if (patch.status === 'queued') return { accepted: true, change: givenBack(item) };
  if (patch.status === 'failed') return { accepted: true, change: afterFailure(item, patch.failure, chance) };
  return {
    accepted: true,
    change: {
      ...held,
      status: 'completed',
      claimHash: null,
      leaseMs: null,
      result: patch.result,
      moment: { what: 'completed', message: `On try ${item.tries} of ${item.maxTries}` },
    },
  };
}

/**
 * What a patch does to an item, or why it does nothing.
 *
 * @param patch - a claim names its worker; everything else shows the claim
 * @param claimHash - of the claim that is shown, or that is to be given
 * @param chance - a random number in 0..1, for the delay of another try
 */
export function decidePatch(
  item: HeldItem,
  patch: WorkItemPatch,
  by: PatchingWorker,
  claimHash: string,
  chance: number,
): PatchDecision {
  return 'worker' in patch ? decideClaim(item, by, claimHash) : decideHeld(item, patch, by.owner, claimHash, chance);
}
