import { EMPTY_SORT, evolve, type SortState } from '@longshore/schemas/sort';
import { encodeSample, mergeSamples } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import { generatedShares, planOf } from '../../../../test/fakes/sorts/play-sort.ts';
import { PulseReader } from '../control/pulses.ts';
import { assignUnits } from '../decide/assign-units.ts';
import { Watch } from './watch.ts';

const SHARES = 5;
const plan = planOf({ shares: generatedShares('uniform', 5_000, SHARES) });
const TIMES = { startedAt: '', endedAt: '', phases: {}, bytesIn: 0, bytesOut: 0, bytesSpilled: 0 };
const sample = Buffer.from(encodeSample(mergeSamples([], plan.order))).toString('base64');

/** A sort whose shares are all being sampled: share n by boot `bn`, as try `tn`. One more sorter, `idle`, has nothing. */
function allSampling(): SortState {
  const shares = Array.from({ length: SHARES }, (_, share) => share);
  return [
    { kind: 'asked', plan } as const,
    { kind: 'led', generation: 1, coordinator: 'x' } as const,
    ...shares.map((share) => ({ kind: 'began', worker: share + 1, boot: `b${share}`, agentId: '' }) as const),
    { kind: 'began', worker: SHARES + 1, boot: 'idle', agentId: '' } as const,
    ...shares.map((share) => {
      const sorter = { worker: share + 1, boot: `b${share}` };
      return {
        kind: 'assigned',
        generation: 1,
        unit: `sample r ${share}`,
        try: `t${share}`,
        ...sorter,
        at: '',
      } as const;
    }),
  ].reduce(evolve, EMPTY_SORT);
}

function sampled(state: SortState, share: number): SortState {
  const hash = { count: 1_000, sum: '0'.repeat(16), xor: '0'.repeat(16) };
  const done = { unit: `sample r ${share}`, try: `t${share}`, count: 1_000, bytes: 4_000, hash, sample, times: TIMES };
  return evolve(state, { kind: 'sampled', ...done });
}

/** A watch, and sorters that are all heard whenever it looks. */
async function watching() {
  const reader = await memoryBrokers().open().reader('nothing');
  const retry = { deadlineMs: 0, stop: new AbortController().signal, say: () => undefined };
  const pulses = new PulseReader(reader, retry);
  const watch = new Watch({ silentAfterMs: 1_000, slowAfterMs: 2_000 });
  return (state: SortState, nowMs: number) => {
    for (const boot of Object.keys(state.sorters)) pulses.hear(boot, nowMs);
    return watch.look(state, pulses, { nowMs, at: '' });
  };
}

describe('what a coordinator has watched', () => {
  it('is since when each try was known, and how long those took that were accepted, at the median', async () => {
    const look = await watching();
    let state = allSampling();
    expect(look(state, 10_000).medianMs).toEqual(new Map());
    for (const [share, nowMs] of [
      [3, 13_000],
      [0, 11_000],
      [2, 19_000],
    ] as const) {
      state = sampled(state, share);
      look(state, nowMs);
    }
    const view = look(state, 20_000);
    expect(view.seenAtMs.get('t4')).toBe(10_000);
    // 1, 3 and 9 seconds: looking again does not count a try twice.
    expect(view.medianMs).toEqual(new Map([['sample', 3_000]]));
  });

  it('has a try that goes on for more than twice the median tried by another, though its sorter is heard', async () => {
    const look = await watching();
    let state = allSampling();
    look(state, 10_000);
    for (const share of [0, 1, 2, 3]) state = sampled(state, share);
    look(state, 13_000);
    const given = (nowMs: number) =>
      assignUnits(state, look(state, nowMs), () => 'again').map(({ unit, boot }) => [unit, boot]);
    // Four took 3 s: the fifth is slow after 6 s, and not before.
    expect(given(16_000)).toEqual([]);
    expect(given(16_001)).toEqual([['sample r 4', 'b0']]);
  });

  it('hears a sorter that it finds in the log, as one that has only begun could not have been heard', async () => {
    const reader = await memoryBrokers().open().reader('nothing');
    const retry = { deadlineMs: 0, stop: new AbortController().signal, say: () => undefined };
    const pulses = new PulseReader(reader, retry);
    const watch = new Watch({ silentAfterMs: 1_000, slowAfterMs: 2_000 });
    expect(watch.look(allSampling(), pulses, { nowMs: 500, at: '' }).heardAtMs.get('b1')).toBe(500);
    expect(watch.look(allSampling(), pulses, { nowMs: 900, at: '' }).heardAtMs.get('b1')).toBe(500);
  });
});
