import { newNode, newUnits } from './new-units.ts';
import type { SortPlan } from './plan.ts';
import type { ExchangePiece, Share, SortNode, Unit } from './sort-state.ts';

/** Pieces in `count` runs of about the same length, in order. */
function inRuns(pieces: readonly ExchangePiece[], count: number): ExchangePiece[][] {
  const runs = Math.min(count, pieces.length);
  return Array.from({ length: runs }, (_, run) =>
    pieces.slice(Math.floor((run * pieces.length) / runs), Math.floor(((run + 1) * pieces.length) / runs)),
  );
}

/**
 * The parts of a node, once all of its shares are parted: nodes of their own, each with what is to be done first. A part
 * that is too large is split again, until the tree is as deep as it may be.
 *
 * @returns the node itself, and what came to it; the node alone while shares are missing
 */
export function growTree(node: SortNode, plan: SortPlan): { nodes: SortNode[]; units: Unit[] } {
  const { childSlots } = node;
  if (childSlots === null || Object.keys(node.parted).length !== node.shares.length)
    return { nodes: [node], units: [] };
  const children = Array.from({ length: childSlots.count }, (_, index): SortNode => {
    const pieces = node.shares.flatMap((_, share) => node.parted[share]?.pieces[index] ?? []);
    const given = pieces.filter((piece) => piece.count > 0);
    const count = given.reduce((sum, piece) => sum + piece.count, 0);
    const bytes = given.reduce((sum, piece) => sum + piece.bytes, 0);
    const slot = childSlots.first + index;
    const role = count > plan.partCountMax && node.depth + 1 < plan.depthMax ? 'split' : 'leaf';
    const shares = inRuns(given, role === 'split' ? plan.workers : 1).map(
      (run): Share => ({ from: 'exchange', slot, partition: slot % plan.partitions, pieces: run }),
    );
    const id = `${node.id}.${index}`;
    return newNode({ id, parent: node.id, index, depth: node.depth + 1, slot, role, shares, count, bytes });
  });
  return {
    nodes: [{ ...node, children: children.map(({ id }) => id) }, ...children],
    units: children.flatMap((child) => newUnits(child, child.role === 'leaf' ? 'sort' : 'sample')),
  };
}
