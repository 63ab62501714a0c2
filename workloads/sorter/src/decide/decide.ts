import { type ControlRecord, ROOT, type SortNode, type SortState } from '@longshore/schemas/sort';
import { assignUnits } from './assign-units.ts';
import { chooseNodeSplitters } from './choose-node-splitters.ts';
import type { CoordinatorView } from './coordinator-view.ts';
import { proveSort } from './prove-sort.ts';

/**
 * What a coordinator writes to the log next. Pure: the same state, view and ids give the same records, and `evolve`
 * refuses those that are not valid any more where they land.
 *
 * @param newId - gives a new id with each call
 */
export function decide(state: SortState, view: CoordinatorView, newId: () => string): ControlRecord[] {
  const { plan, generation } = state;
  if (plan === null || state.ended !== null) return [];
  const end = (outcome: 'completed' | 'failed', code: string | null, message: string | null): ControlRecord[] => [
    { kind: 'ended', generation, outcome, code, message },
  ];
  if (state.fatal !== null) return end('failed', state.fatal.code, state.fatal.message);
  const unsplit = Object.values(state.nodes).filter(isSampled);
  const isEmpty = unsplit.some(({ parent, count }) => parent === null && count === 0);
  if (isEmpty) return end('completed', null, null);
  if (unsplit.length > 0) {
    return unsplit.map((node) => {
      const { splitters, parts } = chooseNodeSplitters(node, plan);
      return { kind: 'split', generation, node: node.id, splitters, parts };
    });
  }
  if (state.openUnits.length > 0) return assignUnits(state, view, newId);
  if (state.delivery !== null) {
    return state.delivery.count === state.nodes[ROOT]?.count ? end('completed', null, null) : [];
  }
  const flaw = proveSort(state, plan);
  if (flaw !== null) return end('failed', 'PROOF_FAILED', flaw);
  return plan.output === null ? end('completed', null, null) : [{ kind: 'proved', generation }];
}

/** Whether splitters can be chosen for a node, and were not. */
function isSampled(node: SortNode): boolean {
  return node.role === 'split' && node.splitters === null && Object.keys(node.sampled).length === node.shares.length;
}
