import { describe, expect, it } from 'vitest';
import type { ControlRecord } from './control-record.ts';
import { evolve } from './evolve.ts';
import { sortPlanSchema } from './plan.ts';
import { EMPTY_SORT, ROOT, type SortState } from './sort-state.ts';

const plan = sortPlanSchema.parse({
  id: 'a sort',
  order: { type: 'int32' },
  workers: 1,
  shares: [],
  parts: 1,
  partCountMax: 100,
  depthMax: 1,
  sampleCount: 1,
  partitions: 1,
  failuresMax: 1,
});

/** A sort of ten elements that is led for the second time. */
function sortOfTen(output: { topic: string } | null): SortState {
  const records: ControlRecord[] = [
    { kind: 'asked', plan: { ...plan, output } },
    { kind: 'led', generation: 1, coordinator: 'first' },
    { kind: 'led', generation: 2, coordinator: 'second' },
  ];
  const state = records.reduce(evolve, EMPTY_SORT);
  const root = state.nodes[ROOT];
  if (root === undefined) throw new Error('there is no root');
  return { ...state, nodes: { [ROOT]: { ...root, count: 10 } } };
}

const proved = { kind: 'proved', generation: 2 } as const;
const delivering = { kind: 'delivering', generation: 2, identity: 'one', offset: '5' } as const;
const delivered = (count: number, generation = 2) => ({ kind: 'delivered', generation, count }) as const;

function fold(output: { topic: string } | null, ...records: ControlRecord[]) {
  const { delivery, refused } = records.reduce(evolve, sortOfTen(output));
  return { delivery, refused };
}

describe('the writing of a result to a topic, in the log', () => {
  const output = { topic: 'sorted' };
  const begun = { identity: 'one', offset: '5' };

  it('begins with the proof, under the first identity that was told, and goes on until all is there', () => {
    expect(fold(output, proved)).toEqual({ delivery: { begun: null, count: 0 }, refused: 0 });
    const second = { ...delivering, identity: 'other', offset: '7' };
    expect(fold(output, proved, delivering, second, delivered(4), delivered(10))).toEqual({
      delivery: { begun, count: 10 },
      refused: 1,
    });
  });

  it('is told by the coordinator that leads, in this order, and never of less or of more than there is', () => {
    for (const records of [
      [delivering],
      [delivered(1)],
      [{ ...proved, generation: 1 }],
      [{ ...proved, generation: 3 }],
    ] satisfies ControlRecord[][]) {
      expect(fold(output, ...records)).toEqual({ delivery: null, refused: 1 });
    }
    expect(fold(output, proved, delivered(1), { ...delivering, generation: 1 })).toEqual({
      delivery: { begun: null, count: 0 },
      refused: 2,
    });
    const late = [delivered(4), delivered(4), delivered(3), delivered(11), delivered(5, 1), proved];
    expect(fold(output, proved, delivering, ...late)).toEqual({ delivery: { begun, count: 4 }, refused: 5 });
  });

  it('is nothing that happens to a sort that was asked for without', () => {
    expect(fold(null, proved, delivering, delivered(1))).toEqual({ delivery: null, refused: 3 });
  });
});
