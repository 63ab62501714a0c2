import type { SortPart, SortReport, SortTry } from '@longshore/schemas';
import { leavesInOrder, ROOT, type SortNode, type SortState, type UnitTry } from '@longshore/schemas/sort';
import { bordersInOrder, combineHashes, EMPTY_HASH, type MultisetHash } from '@longshore/sorting';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What people are shown of a sort. Pure: a function of what its control log came to. */
export function reportSort(state: SortState): SortReport {
  const root = state.nodes[ROOT];
  const leaves = leavesInOrder(state);
  const tries = Object.values(state.tries);
  const moved = tries.map(({ times }) => (times?.bytesIn ?? 0) + (times?.bytesOut ?? 0));
  const isOf = (kind: string) => (one: UnitTry) => state.units[one.unit]?.kind === kind;
  const bytes = root?.bytes ?? null;
  return {
    phase: phaseOf(state, root, leaves),
    generation: state.generation,
    workers: workersOf(state),
    count: root?.count ?? null,
    bytes,
    sampledCount: sum(Object.values(root?.sampled ?? {}).map(({ count }) => count)),
    partedCount: sum(Object.values(root?.parted ?? {}).flatMap(({ pieces }) => pieces.map(({ count }) => count))),
    sortedCount: sum(leaves.map(({ sorted }) => sorted?.count ?? 0)),
    ...(state.plan?.output == null ? {} : { writtenCount: state.delivery?.count ?? 0 }),
    parts: Object.values(state.nodes).map((node) => partOf(state, node)),
    tries: tries.map((one) => tryOf(state, one)),
    exchange: {
      bytes: sum(tries.filter(isOf('part')).map(({ times }) => times?.bytesOut ?? 0)),
      perByte: bytes === null || bytes === 0 ? null : sum(moved) / bytes,
      bytesSpilled: sum(tries.map(({ times }) => times?.bytesSpilled ?? 0)),
    },
    balance: balanceOf(leaves),
    proof: proofOf(state, leaves),
  };
}

/** Each worker once, with where its newest process is. */
function workersOf({ sorters }: SortState): SortReport['workers'] {
  const byWorker = new Map(Object.values(sorters).map(({ worker, agentId }) => [worker, agentId]));
  return [...byWorker].map(([worker, agentId]) => ({ worker, agentId })).sort((a, b) => a.worker - b.worker);
}

function phaseOf(state: SortState, root: SortNode | undefined, leaves: readonly SortNode[]): SortReport['phase'] {
  if (state.ended !== null) return 'ended';
  if (state.delivery !== null) return 'writing';
  if (root === undefined || Object.keys(state.sorters).length === 0) return 'waiting';
  if (root.splitters === null) return 'sampling';
  return leaves.length === 0 || root.children.length === 0 ? 'parting' : 'sorting';
}

function partOf(state: SortState, node: SortNode): SortPart {
  const { id, parent, depth, role, count, bytes, children } = node;
  return {
    id,
    parent,
    depth,
    role,
    count,
    bytes,
    state: stateOf(state, node),
    shares: node.shares.length,
    children: [...children],
  };
}

function stateOf(state: SortState, node: SortNode): SortPart['state'] {
  if (node.sorted !== null) return 'sorted';
  if (node.children.length > 0) return 'parted';
  if (node.splitters !== null) return 'parting';
  const isTried = Object.values(state.tries).some((one) => state.units[one.unit]?.node === node.id);
  if (!isTried) return 'waiting';
  return node.role === 'leaf' ? 'sorting' : 'sampling';
}

function tryOf(state: SortState, one: UnitTry): SortTry {
  const unit = state.units[one.unit];
  return {
    id: one.id,
    part: unit?.node ?? ROOT,
    step: unit?.kind ?? 'sample',
    share: unit?.share ?? 0,
    worker: one.worker,
    state: one.state,
    startedAt: one.times?.startedAt ?? one.assignedAt,
    endedAt: one.times?.endedAt ?? null,
    phases: one.times?.phases ?? {},
    bytesIn: one.times?.bytesIn ?? 0,
    bytesOut: one.times?.bytesOut ?? 0,
    bytesSpilled: one.times?.bytesSpilled ?? 0,
  };
}

function balanceOf(leaves: readonly SortNode[]): SortReport['balance'] {
  if (leaves.length === 0) return null;
  const counts = leaves.map(({ count }) => count ?? 0);
  const meanCount = sum(counts) / counts.length;
  const maxCount = counts.reduce((most, count) => Math.max(most, count), 0);
  return { parts: counts.length, maxCount, meanCount, maxOverMean: meanCount === 0 ? 1 : maxCount / meanCount };
}

const hashText = ({ sum: added, xor }: MultisetHash): string => `${added}${xor}`;

function proofOf(state: SortState, leaves: readonly SortNode[]): SortReport['proof'] {
  if (state.ended?.outcome !== 'completed') return null;
  const given = Object.values(state.nodes[ROOT]?.sampled ?? {}).map(({ hash }) => hash);
  const found = leaves.flatMap(({ sorted }) => (sorted === null ? [] : [sorted.hash]));
  const inputHash = hashText(given.reduce(combineHashes, EMPTY_HASH));
  const result = found.reduce(combineHashes, EMPTY_HASH);
  const resultHash = hashText(result);
  const inOrder = isInOrder(state, leaves);
  return { count: result.count, inOrder, inputHash, resultHash, equal: inputHash === resultHash };
}

/** Within a part its sorter has looked, or it would not have said that the part is sorted; here it is seen between them. */
function isInOrder({ plan }: SortState, leaves: readonly SortNode[]): boolean {
  const parts = leaves.flatMap(({ sorted }) => sorted ?? []);
  if (plan === null || parts.length < leaves.length) return false;
  const bytesOf = (encoded: string | null) => (encoded === null ? null : Buffer.from(encoded, 'base64'));
  const ends = parts.map(({ first, last }) => ({ first: bytesOf(first), last: bytesOf(last) }));
  return bordersInOrder(ends, plan.order);
}
