import { leavesInOrder, type SortState } from '@longshore/schemas/sort';
import { encodeBlock, numberBlock } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { planOf } from '../../../../test/fakes/sorts/play-sort.ts';
import { SimulatedSort } from '../../../../test/fakes/sorts/simulated-sort.ts';
import { reportSort } from './report-sort.ts';

const VALUES = Int32Array.from({ length: 300 }, (_, index) => (index * 7919) % 1_000);

function sortedState(): SortState {
  return new SimulatedSort(planOf({}), [numberBlock(VALUES)], 1).run({ steps: 0 }).state;
}

/** The same, with something else about the first part. */
function withFirstPart(state: SortState, other: Partial<NonNullable<SortState['nodes'][string]['sorted']>>): SortState {
  const [leaf] = leavesInOrder(state);
  if (leaf?.sorted == null) throw new Error('there is no part');
  return { ...state, nodes: { ...state.nodes, [leaf.id]: { ...leaf, sorted: { ...leaf.sorted, ...other } } } };
}

describe('the proof that people are shown of a sort', () => {
  it('says what was found: how many, in order, and the same elements', () => {
    const state = sortedState();
    const { proof } = reportSort(state);
    expect(proof).toMatchObject({ count: 300, inOrder: true, equal: true });
    expect(proof?.resultHash).toBe(proof?.inputHash);
    expect(reportSort({ ...state, ended: null }).proof).toBeNull();
  });

  it('says so where the log of a sort that is said to be complete tells of another order, or of other elements', () => {
    const state = sortedState();
    const last = Buffer.from(encodeBlock(numberBlock(Int32Array.of(2_000)))).toString('base64');
    expect(reportSort(withFirstPart(state, { last })).proof).toMatchObject({ inOrder: false, equal: true });
    const hash = { count: 100, sum: '0'.repeat(16), xor: '0'.repeat(16) };
    expect(reportSort(withFirstPart(state, { hash })).proof).toMatchObject({ inOrder: true, equal: false });
    const [leaf] = leavesInOrder(state);
    if (leaf === undefined) throw new Error('there is no part');
    const unsorted = { ...state, nodes: { ...state.nodes, [leaf.id]: { ...leaf, sorted: null } } };
    expect(reportSort(unsorted).proof).toMatchObject({ inOrder: false, equal: false });
  });
});
