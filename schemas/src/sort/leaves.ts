import { ROOT, type SortNode, type SortState } from './sort-state.ts';

/** The parts that are sorted as they are, in the order of the result. */
export function leavesInOrder(state: Pick<SortState, 'nodes'>): SortNode[] {
  const leaves: SortNode[] = [];
  const waiting = [ROOT];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = state.nodes[id];
    if (node === undefined) continue;
    if (node.role === 'leaf') leaves.push(node);
    else waiting.push(...node.children.toReversed());
  }
  return leaves;
}
