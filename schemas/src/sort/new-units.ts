import type { SortNode, Unit, UnitKind } from './sort-state.ts';

type NodeOrigin = Pick<SortNode, 'id' | 'parent' | 'index' | 'depth' | 'slot' | 'role' | 'shares'> &
  Partial<Pick<SortNode, 'count' | 'bytes'>>;

/** A node of which nothing has been done. */
export function newNode(origin: NodeOrigin): SortNode {
  return {
    count: null,
    bytes: null,
    sampled: {},
    splitters: null,
    parted: {},
    children: [],
    childSlots: null,
    sorted: null,
    ...origin,
  };
}

/** What there is to do of one kind at a node: one unit for each share, or one for a leaf. */
export function newUnits(node: SortNode, kind: UnitKind): Unit[] {
  const shares = kind === 'sort' ? [0] : node.shares.keys();
  return Array.from(shares, (share) => ({
    id: kind === 'sort' ? `sort ${node.id}` : `${kind} ${node.id} ${share}`,
    kind,
    node: node.id,
    share,
    acceptedTry: null,
    failures: 0,
  }));
}
