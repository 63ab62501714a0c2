import { leavesInOrder, ROOT, type SortedPart, type SortState } from '@longshore/schemas/sort';
import { encodeBlock, numberBlock } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { type PlanWanted, planOf } from '../../../../test/fakes/sorts/play-sort.ts';
import { SimulatedSort } from '../../../../test/fakes/sorts/simulated-sort.ts';
import type { CoordinatorView } from './coordinator-view.ts';
import { decide } from './decide.ts';
import { proveSort } from './prove-sort.ts';

const VALUES = Int32Array.from({ length: 300 }, (_, index) => (index * 7919) % 1_000);
const NOTHING_HEARD: CoordinatorView = {
  nowMs: 0,
  at: '',
  heardAtMs: new Map(),
  seenAtMs: new Map(),
  medianMs: new Map(),
  silentAfterMs: 1,
  slowAfterMs: 1,
};

/** A sort of which everything is done but that nobody has said that it has ended. */
function sortedThrough(wanted: PlanWanted = {}): SortState {
  const plan = planOf(wanted);
  const inputs = [VALUES.slice(0, 120), VALUES.slice(120)].map((values) => numberBlock(values));
  const { state } = new SimulatedSort(plan, inputs, 1).run({ steps: 0 });
  return { ...state, ended: null };
}

/** The same, with something else about a part of the result: the nth from the beginning. */
function withPart(state: SortState, nth: number, change: (part: SortedPart) => SortedPart | null): SortState {
  const leaf = leavesInOrder(state)[nth];
  if (leaf?.sorted == null) throw new Error(`there is no part ${nth}`);
  return { ...state, nodes: { ...state.nodes, [leaf.id]: { ...leaf, sorted: change(leaf.sorted) } } };
}

/** The same, where fewer elements were given to a part, and all of those are in the result. */
function withCount(state: SortState, nth: number, by: number): SortState {
  const leaf = leavesInOrder(state)[nth];
  if (leaf === undefined) throw new Error(`there is no part ${nth}`);
  const node = { ...leaf, count: (leaf.count ?? 0) + by };
  return withPart({ ...state, nodes: { ...state.nodes, [leaf.id]: node } }, nth, (part) => ({
    ...part,
    count: part.count + by,
    hash: { ...part.hash, count: part.hash.count + by },
  }));
}

function proof(state: SortState): string | null {
  if (state.plan === null) throw new Error('there is no plan');
  return proveSort(state, state.plan);
}

const element = (value: number): string =>
  Buffer.from(encodeBlock(numberBlock(Int32Array.of(value)))).toString('base64');

describe('the proof of a sort', () => {
  it('holds for what was sorted, in either direction and over several levels of parts', () => {
    for (const wanted of [{}, { order: { direction: 'desc' } }, { partCountMax: 40 }] as const) {
      const state = sortedThrough(wanted);
      expect(leavesInOrder(state).length).toBeGreaterThan(2);
      expect(proof(state)).toBeNull();
    }
  });

  it('does not hold where a part was not sorted', () => {
    const state = withPart(sortedThrough(), 1, () => null);
    expect(proof(state)).toBe(`part ${leavesInOrder(state)[1]?.id} was not sorted`);
  });

  it('does not hold where a part has another number of elements in the result than it was given', () => {
    const whole = sortedThrough();
    const { id, count } = leavesInOrder(whole)[1] ?? {};
    const state = withPart(whole, 1, (part) => ({ ...part, count: part.count - 1 }));
    expect(proof(state)).toBe(`part ${id} was given ${count} elements, and has ${(count ?? 0) - 1} in the result`);
  });

  it('does not hold where elements were lost or made up on the way to their part', () => {
    expect(proof(withCount(sortedThrough(), 0, -1))).toBe('300 elements were given, and 299 are in the result');
    expect(proof(withCount(sortedThrough(), 2, 2))).toBe('300 elements were given, and 302 are in the result');
  });

  it('does not hold where as many elements are in the result, and not the same', () => {
    const said = 'the result does not have the elements of the input: their hashes differ';
    for (const which of ['sum', 'xor'] as const) {
      const state = withPart(sortedThrough(), 1, (part) => ({
        ...part,
        hash: { ...part.hash, [which]: 'f'.repeat(16) },
      }));
      expect(proof(state), which).toBe(said);
    }
    const whole = sortedThrough();
    const root = whole.nodes[ROOT];
    const share = root?.sampled[0];
    if (root === undefined || share === undefined) throw new Error('nothing was sampled');
    const sampled = { ...root.sampled, 0: { ...share, hash: { ...share.hash, sum: '0'.repeat(16) } } };
    expect(proof({ ...whole, nodes: { ...whole.nodes, [ROOT]: { ...root, sampled } } })).toBe(said);
  });

  it('does not hold where a part begins before the one in front of it ends', () => {
    const said = 'a part begins before the one in front of it ends';
    const high = (state: SortState) => withPart(state, 0, (part) => ({ ...part, last: element(2_000) }));
    const low = (state: SortState) => withPart(state, 2, (part) => ({ ...part, first: element(-1) }));
    expect(proof(high(sortedThrough()))).toBe(said);
    expect(proof(low(sortedThrough()))).toBe(said);
    expect(proof(high(sortedThrough({ order: { direction: 'desc' } })))).toBeNull();
  });

  it('decides how the sort ends', () => {
    const whole = sortedThrough();
    const { generation } = whole;
    const ended = { kind: 'ended', generation };
    expect(decide(whole, NOTHING_HEARD, () => 'id')).toEqual([
      { ...ended, outcome: 'completed', code: null, message: null },
    ]);
    const flawed = withPart(whole, 0, (part) => ({ ...part, last: element(2_000) }));
    expect(decide(flawed, NOTHING_HEARD, () => 'id')).toEqual([
      {
        ...ended,
        outcome: 'failed',
        code: 'PROOF_FAILED',
        message: 'a part begins before the one in front of it ends',
      },
    ]);
  });
});
