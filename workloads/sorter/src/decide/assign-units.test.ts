import { EMPTY_SORT, evolve, type RecordOf, type SortState } from '@longshore/schemas/sort';
import { encodeSample, mergeSamples } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { generatedShares, planOf } from '../../../../test/fakes/sorts/play-sort.ts';
import { assignUnits } from './assign-units.ts';
import type { CoordinatorView } from './coordinator-view.ts';
import { decide } from './decide.ts';

const TIMES = { startedAt: '', endedAt: '', phases: {}, bytesIn: 0, bytesOut: 0, bytesSpilled: 0 };
const plan = planOf({ shares: generatedShares('uniform', 3_000, 3) });

/** A sort of three shares that is led, with so many sorters: a, b, c … */
function begun(sorters: number): SortState {
  const names = ['a', 'b', 'c', 'd'].slice(0, sorters);
  return [
    { kind: 'asked', plan } as const,
    { kind: 'led', generation: 1, coordinator: 'x' } as const,
    ...names.map((boot, index) => ({ kind: 'began', worker: index + 1, boot, agentId: '' }) as const),
  ].reduce(evolve, EMPTY_SORT);
}

function view(over: Partial<CoordinatorView> = {}): CoordinatorView {
  return {
    nowMs: 10_000,
    at: '',
    heardAtMs: new Map(['a', 'b', 'c', 'd'].map((boot) => [boot, 10_000])),
    seenAtMs: new Map(),
    medianMs: new Map(),
    silentAfterMs: 1_000,
    slowAfterMs: 2_000,
    ...over,
  };
}

function newIds(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `t${next}`;
  };
}

const pairs = (given: readonly RecordOf<'assigned'>[]) => given.map(({ unit, boot }) => [unit, boot]);

function sampledBy(state: SortState, tryId: string, unit: string): SortState {
  const sample = Buffer.from(encodeSample(mergeSamples([], plan.order))).toString('base64');
  const hash = { count: 1_000, sum: '0'.repeat(16), xor: '0'.repeat(16) };
  return evolve(state, { kind: 'sampled', unit, try: tryId, count: 1_000, bytes: 4_000, hash, sample, times: TIMES });
}

describe('what sorters are given', () => {
  it('is what nobody works on, in order, one each', () => {
    const state = begun(2);
    const given = assignUnits(state, view(), newIds());
    expect(pairs(given)).toEqual([
      ['sample r 0', 'a'],
      ['sample r 1', 'b'],
    ]);
    const busy = given.reduce<SortState>(evolve, state);
    expect(assignUnits(busy, view(), newIds())).toEqual([]);
  });

  it('is also what a silent sorter has, while a sorter that is not heard is given nothing', () => {
    const state = begun(2);
    const busy = assignUnits(state, view(), newIds()).reduce<SortState>(evolve, state);
    const more = evolve(busy, { kind: 'began', worker: 3, boot: 'c', agentId: '' });
    const silent = view({
      heardAtMs: new Map([
        ['b', 10_000],
        ['c', 10_000],
        ['a', 8_000],
      ]),
    });
    expect(pairs(assignUnits(more, silent, newIds()))).toEqual([['sample r 0', 'c']]);
    expect(assignUnits(begun(2), view({ heardAtMs: new Map() }), newIds())).toEqual([]);
  });

  it('is what a sorter has failed at only when all others that are heard have failed at it too', () => {
    const failed = (state: SortState, tryId: string, unit: string): SortState =>
      evolve(state, { kind: 'failed', unit, try: tryId, code: 'DISK_FULL', message: 'full', retryable: true });
    const state = begun(2);
    let busy = assignUnits(state, view(), newIds()).reduce<SortState>(evolve, state);
    busy = failed(busy, 't1', 'sample r 0');
    // It has the next one, while the other sorter is still at work.
    const next = assignUnits(busy, view(), () => 't3');
    expect(pairs(next)).toEqual([['sample r 2', 'a']]);
    busy = sampledBy(next.reduce<SortState>(evolve, busy), 't3', 'sample r 2');
    expect(pairs(assignUnits(busy, view(), newIds()))).toEqual([]);
    const alone = view({ heardAtMs: new Map([['a', 10_000]]) });
    expect(pairs(assignUnits(busy, alone, newIds()))).toEqual([['sample r 0', 'a']]);
    busy = sampledBy(busy, 't2', 'sample r 1');
    const others = assignUnits(busy, view(), () => 't4');
    expect(pairs(others)).toEqual([['sample r 0', 'b']]);
    busy = failed(others.reduce<SortState>(evolve, busy), 't4', 'sample r 0');
    expect(pairs(assignUnits(busy, view(), newIds()))).toEqual([['sample r 0', 'a']]);
  });

  it('is a second try of what is slow, once nothing else is left, and never a third', () => {
    const state = begun(4);
    const busy = assignUnits(state, view(), newIds()).reduce<SortState>(evolve, state);
    const slow = view({
      seenAtMs: new Map([
        ['t1', 0],
        ['t2', 9_000],
        ['t3', 9_500],
      ]),
      medianMs: new Map([['sample', 1_500]]),
    });
    const again = assignUnits(busy, slow, () => 'again');
    expect(pairs(again)).toEqual([['sample r 0', 'd']]);
    const twice = again.reduce<SortState>(evolve, busy);
    const another = evolve(twice, { kind: 'began', worker: 5, boot: 'e', agentId: '' });
    const heard = { ...slow, heardAtMs: new Map([...slow.heardAtMs, ['e', 10_000] as const]) };
    expect(assignUnits(another, heard, () => 'third')).toEqual([]);
    // Without a try that has ended nobody knows what is slow.
    expect(assignUnits(busy, { ...slow, medianMs: new Map() }, newIds())).toEqual([]);
  });

  it('is a share’s parting for whoever sampled it', () => {
    const state = begun(3);
    let sampled = assignUnits(state, view(), newIds()).reduce<SortState>(evolve, state);
    for (const [tryId, unit] of [
      ['t3', 'sample r 2'],
      ['t1', 'sample r 0'],
      ['t2', 'sample r 1'],
    ] as const) {
      sampled = sampledBy(sampled, tryId, unit);
    }
    const split = decide(sampled, view(), newIds()).reduce<SortState>(evolve, sampled);
    const given = assignUnits(
      split,
      view({
        heardAtMs: new Map([
          ['b', 10_000],
          ['c', 10_000],
        ]),
      }),
      () => 'x',
    );
    // Each its own; what the silent one held is for whoever is free first.
    expect(pairs(given)).toEqual([
      ['part r 1', 'b'],
      ['part r 2', 'c'],
    ]);
    expect(pairs(assignUnits(split, view(), newIds()))).toEqual([
      ['part r 0', 'a'],
      ['part r 1', 'b'],
      ['part r 2', 'c'],
    ]);
  });

  it('is another’s share for who has none left, the last of them', () => {
    const state = begun(2);
    let sampled = assignUnits(state, view(), newIds()).reduce<SortState>(evolve, state);
    sampled = sampledBy(sampledBy(sampled, 't1', 'sample r 0'), 't2', 'sample r 1');
    sampled = evolve(sampled, {
      kind: 'assigned',
      generation: 1,
      unit: 'sample r 2',
      try: 't3',
      worker: 2,
      boot: 'b',
      at: '',
    });
    sampled = sampledBy(sampled, 't3', 'sample r 2');
    const split = decide(sampled, view(), newIds()).reduce<SortState>(evolve, sampled);
    expect(pairs(assignUnits(split, view(), newIds()))).toEqual([
      ['part r 0', 'a'],
      ['part r 1', 'b'],
    ]);
    const done = evolve(split, {
      kind: 'assigned',
      generation: 1,
      unit: 'part r 0',
      try: 't8',
      worker: 2,
      boot: 'b',
      at: '',
    });
    expect(pairs(assignUnits(done, view(), newIds()))).toEqual([['part r 2', 'a']]);
  });
});
