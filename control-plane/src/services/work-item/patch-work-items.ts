import {
  type Claimed,
  type PatchOutcome,
  WORK_LIMITS,
  type WorkItem,
  type WorkItemPatch,
  type WorkItemPatchWithId,
  workItemPatch,
  workItemPatches,
} from '@longshore/schemas';
import type { Head } from '@longshore/work/ledger';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { hashClaim, newClaim } from '../../work/claim.ts';
import { decidePatch } from '../../work/decide/decide-patch.ts';
import type { ItemChange } from '../../work/decide/item-facts.ts';
import { type LockedItem, lockItems } from '../../work/lock-items.ts';
import { type NamedChange, writeChanges } from '../../work/write-changes.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { workerOwner } from '../worker/worker-owner.ts';
import { readHeads } from './append-blocks.ts';
import { checkResult } from './check-result.ts';
import { findWorkItemId, workItemNotFound } from './find-work-item-id.ts';
import { readWorkItem } from './read-work-items.ts';

const WORKERS = `
SELECT id, stopped_types AS "stoppedTypes" FROM worker WHERE id = ANY($1::uuid[]) AND owner = $2`;

const COUNT = `
UPDATE worker w SET completed = w.completed + c.completed, failed = w.failed + c.failed
FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, completed int, failed int) WHERE w.id = c.id`;

type Workers = Map<string, readonly string[]>;

/** The workers that claim, with what they are to take nothing more of; only those that the caller may speak for. */
async function readWorkers(
  client: pg.PoolClient,
  ctx: ServiceContext,
  patches: readonly WorkItemPatch[],
): Promise<Workers> {
  const ids = [...new Set(patches.flatMap((patch) => ('worker' in patch ? [patch.worker] : [])))];
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; stoppedTypes: string[] }>(WORKERS, [ids, workerOwner(ctx.caller)]);
  return new Map(rows.map(({ id, stoppedTypes }) => [id, stoppedTypes]));
}

function refused(item: { id: string; status: PatchOutcome['status'] }, code: string, detail: string): PatchOutcome {
  return { id: item.id, accepted: false, status: item.status, claimed: null, code, detail };
}

/** One patch, decided and held against what its type asks for. */
async function work(
  client: pg.PoolClient,
  workers: Workers,
  item: LockedItem,
  patch: WorkItemPatch,
): Promise<{ outcome: PatchOutcome; change: ItemChange | null; claim: string | null }> {
  const no = (code: string, detail: string, change: ItemChange | null = null) => ({
    outcome: refused(item, code, detail),
    change,
    claim: null,
  });
  const asks = 'worker' in patch;
  const stopped = asks ? workers.get(patch.worker) : [];
  if (stopped === undefined) {
    return no(
      'worker_unknown',
      'No worker of this id is registered with this credential: PUT /workers/{id} registers one.',
    );
  }
  const fresh = asks ? newClaim() : null;
  const by = { id: asks ? patch.worker : '', stopped: stopped.includes(item.type) };
  const claimHash = asks ? (fresh?.claimHash ?? '') : hashClaim(patch.claim);
  const decision = decidePatch(item, patch, by, claimHash, Math.random());
  if (!decision.accepted) return no(decision.refusal.code, decision.refusal.detail, decision.refusal.change);
  const checked = await checkResult(client, item, decision.change);
  if ('code' in checked) return no(checked.code, checked.detail);
  const { change } = checked;
  // What a claim of the same set does to a chain, the next one of it is to know.
  const outcome = { id: item.id, accepted: true, status: change.status, claimed: null, code: null, detail: null };
  return { outcome, change, claim: fresh?.claim ?? null };
}

/** What each worker has to its credit by a set of changes. */
function countsOf(changes: readonly NamedChange[]): { id: string; completed: number; failed: number }[] {
  const counts = new Map<string, { completed: number; failed: number }>();
  for (const { change } of changes) {
    const { workerId, moment } = change;
    if (workerId === null || moment === null || moment.what === 'claimed' || moment.what === 'parked') continue;
    const count = counts.get(workerId) ?? { completed: 0, failed: 0 };
    if (change.status === 'completed') count.completed += 1;
    else count.failed += 1;
    counts.set(workerId, count);
  }
  return [...counts].map(([id, count]) => ({ id, ...count }));
}

async function patchLocked(
  ctx: ServiceContext,
  client: pg.PoolClient,
  patches: readonly WorkItemPatchWithId[],
): Promise<PatchOutcome[]> {
  const claiming = patches.some((patch) => 'worker' in patch);
  const items = await lockItems(
    client,
    patches.map(({ id }) => id),
    claiming,
  );
  const workers = await readWorkers(client, ctx, patches);
  const outcomes: PatchOutcome[] = [];
  const changes: NamedChange[] = [];
  const given = new Map<string, { item: LockedItem; claim: string }>();
  const busy = new Set<string>();
  for (const patch of patches) {
    const item = items.get(patch.id);
    if (item === undefined) {
      outcomes.push(refused({ id: patch.id, status: null }, 'not_found', `There is no work item ${patch.id}.`));
      continue;
    }
    const standing = { ...item, chainBusy: item.chainBusy || (item.chain !== null && busy.has(item.chain)) };
    const { outcome, change, claim } = await work(client, workers, standing, patch);
    outcomes.push(outcome);
    if (change !== null) changes.push({ id: item.id, chain: item.chain, change });
    if (claim === null) continue;
    given.set(item.id, { item, claim });
    if (item.chain !== null) busy.add(item.chain);
  }
  await writeChanges(client, changes);
  const counts = countsOf(changes);
  if (counts.length > 0) await client.query(COUNT, [JSON.stringify(counts)]);
  if (changes.length > 0)
    await client.query(
      notifyStatement(changes.some(({ change }) => change.dueInMs !== null) ? ['work', 'queues'] : ['queues']),
    );
  const heads = await readHeads(
    client,
    [...given.values()].flatMap(({ item }) => (item.chain === null ? [] : [item.chain])),
  );
  return outcomes.map((outcome) => {
    const claimed = given.get(outcome.id);
    return claimed === undefined ? outcome : { ...outcome, claimed: claimedOf(claimed, heads) };
  });
}

function claimedOf(
  { item, claim }: { item: LockedItem; claim: string },
  heads: ReadonlyMap<string, NonNullable<Head>>,
): Claimed {
  const head = item.chain === null ? null : (heads.get(item.chain) ?? null);
  return { claim, leaseMs: WORK_LIMITS.leaseMs, payload: item.payload, head };
}

/**
 * What a worker says of several items: each is decided by itself, and what is refused changes nothing of the others.
 *
 * @throws ProblemError 422
 */
export async function patchWorkItems(ctx: ServiceContext, body: unknown): Promise<{ items: PatchOutcome[] }> {
  requirePermission(ctx, 'work:perform');
  const { items } = validate(workItemPatches, body);
  return { items: await inTransaction(ctx.pool, (client) => patchLocked(ctx, client, items)) };
}

const ADVICE: Readonly<Record<string, string>> = {
  worker_unknown: 'Register the worker with PUT /api/v1/workers/{id}, by the same credential.',
  invalid_result: 'Put the result right, or say that the item failed.',
  result_too_large: 'Say that the item failed with RESULT_TOO_LARGE.',
};

/**
 * What a worker says of an item: that it takes it, how far it is, what came out, or that it failed.
 *
 * @throws ProblemError 404, 409 with the reason why it is refused, 422
 */
export async function patchWorkItem(
  ctx: ServiceContext,
  given: string,
  body: unknown,
): Promise<WorkItem & { claimed: Claimed | null }> {
  requirePermission(ctx, 'work:perform');
  const patch = validate(workItemPatch, body);
  const id = await findWorkItemId(ctx, given);
  const [outcome] = await inTransaction(ctx.pool, (client) => patchLocked(ctx, client, [{ ...patch, id }]));
  if (outcome === undefined || outcome.code === 'not_found') throw workItemNotFound(given);
  if (!outcome.accepted) {
    const advice =
      ADVICE[outcome.code ?? ''] ?? 'There is nothing to do for this worker here: go on with the next item.';
    throw conflict(outcome.detail ?? '', advice, outcome.code ?? undefined);
  }
  const item = await readWorkItem(ctx.pool, id);
  if (item === null) throw workItemNotFound(given);
  return { ...item, claimed: outcome.claimed };
}
