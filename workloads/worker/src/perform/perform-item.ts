import type { Claimed, PatchOutcome, WorkProgress, WorkType } from '@longshore/schemas';
import type { ControlPlane } from '../plane/control-plane.ts';
import type { Patcher } from '../plane/patcher.ts';
import { LEFT, type Outcome } from './task.ts';
import { taskOf } from './task-of.ts';
import type { ThreadPool } from './thread-pool.ts';

/** What is done with items, and how the control plane is told. */
export interface Performer {
  workerId: string;
  plane: Pick<ControlPlane, 'inputOf'>;
  patcher: Pick<Patcher, 'patch'>;
  pool: Pick<ThreadPool, 'run'>;
  /** Items whose leases are to go on. */
  holding: Set<string>;
  privateAllowed: boolean;
  say: (line: string) => void;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** What became of an offer: there was nothing to do, or the item was held for so long, its answer recorded. */
export type Performed = { kind: 'refused'; code: string; detail: string } | { kind: 'worked'; tookMs: number };

/** Results that the control plane will not have: the try then has failed. */
const UNWANTED: Readonly<Record<string, 'RESULT_TOO_LARGE' | 'HANDLER_FAILED'>> = {
  result_too_large: 'RESULT_TOO_LARGE',
  invalid_result: 'HANDLER_FAILED',
};

async function report(
  { patcher }: Performer,
  id: string,
  claim: string,
  outcome: Outcome | typeof LEFT,
): Promise<PatchOutcome> {
  if (outcome === LEFT) return patcher.patch({ id, status: 'queued', claim });
  if ('failure' in outcome) return patcher.patch({ id, status: 'failed', claim, failure: outcome.failure });
  const answer = await patcher.patch({ id, status: 'completed', claim, result: outcome.result });
  const code = UNWANTED[answer.code ?? ''];
  if (code === undefined) return answer;
  const failure = { code, message: (answer.detail ?? '').slice(0, 2_000) };
  return patcher.patch({ id, status: 'failed', claim, failure });
}

async function workOn(
  performer: Performer,
  item: { type: WorkType; id: string },
  claimed: Claimed,
): Promise<Performed> {
  const { plane, patcher, pool, privateAllowed, say, now } = performer;
  const { id } = item;
  const startedAtMs = now();
  let telling = false;
  const tell = (progress: WorkProgress): void => {
    // One at a time: what is told late is told by the next.
    if (telling) return;
    telling = true;
    patcher.patch({ id, status: 'processing', claim: claimed.claim, progress }).then(
      () => {
        telling = false;
      },
      (error: unknown) => say(`the progress of ${id} could not be told: ${(error as Error).message}`),
    );
  };
  const task = taskOf(item, claimed, plane, { privateAllowed, nowMs: Date.now() });
  const outcome = await pool.run(task, tell);
  const tookMs = now() - startedAtMs;
  const answer = await report(performer, id, claimed.claim, outcome);
  if (!answer.accepted) say(`what came of ${id} was refused: ${answer.detail}`);
  return { kind: 'worked', tookMs };
}

/** Claims an item, works on it and has the outcome recorded. Resolves once there is a definite answer about it. */
export async function performItem(performer: Performer, item: { type: WorkType; id: string }): Promise<Performed> {
  const { workerId, patcher, holding } = performer;
  const { claimed, code, detail } = await patcher.patch({ id: item.id, status: 'processing', worker: workerId });
  if (claimed === null) return { kind: 'refused', code: code ?? 'unknown', detail: detail ?? '' };
  holding.add(item.id);
  try {
    return await workOn(performer, item, claimed);
  } finally {
    holding.delete(item.id);
  }
}
