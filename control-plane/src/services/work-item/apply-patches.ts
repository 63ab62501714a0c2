import {
  type Claimed,
  type PatchOutcome,
  WORK_LIMITS,
  type WorkItemPatch,
  type WorkItemPatchWithId,
} from '@longshore/schemas';
import type { Head } from '@longshore/work/ledger';
import type pg from 'pg';
import { type Channel, notifyStatement } from '../../database/channels.ts';
import { hashClaim, newClaim } from '../../work/claim.ts';
import { decidePatch } from '../../work/decide/decide-patch.ts';
import type { ItemChange } from '../../work/decide/item-facts.ts';
import { type LockedItem, lockItems } from '../../work/lock-items.ts';
import { type NamedChange, writeChanges } from '../../work/write-changes.ts';
import { readHeads } from './append-blocks.ts';
import { checkResult } from './check-result.ts';
import { creditWorkers } from './credit-workers.ts';

const WORKERS = `
SELECT id, stopped_types AS "stoppedTypes" FROM worker WHERE id = ANY($1::uuid[]) AND owner = $2`;

/** By worker, what it is to take nothing more of. */
type Workers = ReadonlyMap<string, readonly string[]>;

/** What one patch leads to. */
interface Applied {
  outcome: PatchOutcome;
  /** Null: the item stays as it is. */
  change: ItemChange | null;
  /** What was given, of a claim that was accepted. */
  claim: string | null;
}

/** Those of the workers that claim for which the caller may speak. */
async function readWorkers(client: pg.PoolClient, owner: string, patches: readonly WorkItemPatch[]): Promise<Workers> {
  const ids = [...new Set(patches.flatMap((patch) => ('worker' in patch ? [patch.worker] : [])))];
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; stoppedTypes: string[] }>(WORKERS, [ids, owner]);
  return new Map(rows.map(({ id, stoppedTypes }) => [id, stoppedTypes]));
}

function refused(
  { id, status }: Pick<PatchOutcome, 'id' | 'status'>,
  code: string,
  detail: string,
  change: ItemChange | null = null,
): Applied {
  return { outcome: { id, accepted: false, status, claimed: null, code, detail }, change, claim: null };
}

const strangerWords = 'No worker of this id is registered with this credential: PUT /workers/{id} registers one.';

/** One patch, decided and held against what its type asks for. */
async function applyOne(
  client: pg.PoolClient,
  owner: string,
  workers: Workers,
  item: LockedItem,
  patch: WorkItemPatch,
): Promise<Applied> {
  const asks = 'worker' in patch;
  const stopped = asks ? workers.get(patch.worker) : [];
  if (stopped === undefined) return refused(item, 'worker_unknown', strangerWords);
  const { claim, claimHash } = asks ? newClaim() : { claim: null, claimHash: hashClaim(patch.claim) };
  const by = { id: asks ? patch.worker : '', stopped: stopped.includes(item.type), owner };
  const decision = decidePatch(item, patch, by, claimHash, Math.random());
  if (!decision.accepted) {
    const { code, detail, change } = decision.refusal;
    return refused(item, code, detail, change);
  }
  const checked = await checkResult(client, item, decision.change);
  if ('code' in checked) return refused(item, checked.code, checked.detail);
  const { change } = checked;
  const outcome = { id: item.id, accepted: true, status: change.status, claimed: null, code: null, detail: null };
  return { outcome, change, claim };
}

/** One patch after another; a claim is known to those of the same chain that come after it. */
async function applyEach(
  client: pg.PoolClient,
  owner: string,
  workers: Workers,
  items: ReadonlyMap<string, LockedItem>,
  patches: readonly WorkItemPatchWithId[],
): Promise<(Applied & { item: LockedItem | null })[]> {
  const applied: (Applied & { item: LockedItem | null })[] = [];
  const busy = new Set<string | null>();
  for (const patch of patches) {
    const item = items.get(patch.id) ?? null;
    if (item === null) {
      const missing = { id: patch.id, status: null };
      applied.push({ ...refused(missing, 'not_found', `There is no work item ${patch.id}.`), item });
      continue;
    }
    const chainBusy = item.chainBusy || (item.chain !== null && busy.has(item.chain));
    const one = await applyOne(client, owner, workers, { ...item, chainBusy }, patch);
    if (one.claim !== null) busy.add(item.chain);
    applied.push({ ...one, item });
  }
  return applied;
}

function claimedOf(item: LockedItem, claim: string, heads: ReadonlyMap<string, NonNullable<Head>>): Claimed {
  const head = item.chain === null ? null : (heads.get(item.chain) ?? null);
  return { claim, leaseMs: WORK_LIMITS.leaseMs, payload: item.payload, head };
}

/**
 * Applies patches in the transaction that it is given, under the locks of their items.
 *
 * @param owner - the credential that is shown: it speaks for its own workers alone
 * @returns what became of each, in their order
 */
export async function applyPatches(
  client: pg.PoolClient,
  owner: string,
  patches: readonly WorkItemPatchWithId[],
): Promise<PatchOutcome[]> {
  const ids = patches.map(({ id }) => id);
  const claiming = patches.some((patch) => 'worker' in patch);
  const items = await lockItems(client, ids, claiming);
  const applied = await applyEach(client, owner, await readWorkers(client, owner, patches), items, patches);
  const changes = applied.flatMap(({ item, change }): NamedChange[] =>
    item === null || change === null ? [] : [{ id: item.id, chain: item.chain, change }],
  );
  if (changes.length > 0) {
    await writeChanges(client, changes);
    await creditWorkers(client, changes);
    const channels: Channel[] = changes.some(({ change }) => change.dueInMs !== null) ? ['work', 'queues'] : ['queues'];
    await client.query(notifyStatement(channels));
  }
  const chains = applied.flatMap(({ item, claim }) =>
    item === null || item.chain === null || claim === null ? [] : [item.chain],
  );
  const heads = await readHeads(client, chains);
  return applied.map(({ outcome, item, claim }) =>
    item === null || claim === null ? outcome : { ...outcome, claimed: claimedOf(item, claim, heads) },
  );
}
