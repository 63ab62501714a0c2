import { sortTopics } from '@longshore/kafka';
import type { SortState } from '@longshore/schemas/sort';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../test/fakes/memory-bus.ts';
import { askForSort, generatedShares, planOf, playSorters, readSort } from '../../../test/fakes/sorts/play-sort.ts';
import { decideSortRow } from './decide/decide-sort-row.ts';
import { locateRanks, type ResultMap, resultMapOf } from './decide/locate-rank.ts';
import { ResultGoneError, resultBlocks } from './result-blocks.ts';

const COUNT = 400_000;
const bus = memoryBrokers().open();
const plan = planOf({ shares: generatedShares('sorted', COUNT, 4), parts: 3 });
let state: SortState;
let map: ResultMap;

beforeAll(async () => {
  await askForSort(bus, plan);
  await playSorters(bus, plan.id, 2);
  state = await readSort(bus, plan.id);
  map = resultMapOf(state) ?? { partitions: 0, parts: [] };
}, 30_000);

/** The elements of a range of ranks. */
async function elements(first: number, limit: number, from: ResultMap = map): Promise<number[]> {
  const reader = await bus.reader(sortTopics(plan.id).result);
  const values: number[] = [];
  for (const stretch of locateRanks(from, first, limit)) {
    for await (const block of resultBlocks(reader, stretch)) if (block.type === 'int32') values.push(...block.values);
  }
  return values;
}

describe('elements of a result by rank', () => {
  it('are those that stand there, at the borders of chunks and parts too, and nothing beyond the end', async () => {
    const all = await elements(0, COUNT);
    expect(all).toHaveLength(COUNT);
    expect(all.every((value, index) => index === 0 || value >= (all[index - 1] ?? 0))).toBe(true);
    const borders = map.parts.map(({ count }) => count);
    for (const first of [0, 1, 65_535, 65_536, borders[0] ?? 0, (borders[0] ?? 0) - 1, COUNT - 1, COUNT - 3]) {
      expect(await elements(first, 3), String(first)).toEqual(all.slice(first, first + 3));
    }
    expect(await elements(COUNT, 5)).toEqual([]);
    expect(await elements(COUNT - 1, 1_000)).toEqual(all.slice(-1));
  });

  it('are read from where the index says, and missing ones are said to be missing', async () => {
    const [part] = map.parts;
    if (part === undefined) throw new Error('there is no part');
    const beyond = { ...map, parts: [{ ...part, index: [{ rank: 0, offset: '1000000' }] }] };
    await expect(elements(0, 1, beyond)).rejects.toThrow(ResultGoneError);
    const stranger = { ...map, parts: [{ ...part, try: 'another' }] };
    await expect(elements(0, 1, stranger)).rejects.toThrow('lacks rank 0');
  });
});

describe('what becomes of a sort', () => {
  it('is told with parts, tries, balance and proof once it has succeeded', () => {
    const { state: now, report, result } = decideSortRow(state, { state: 'RUNNING', reason: null, isStuck: false });
    expect(now).toBe('SUCCEEDED');
    expect(result).toEqual(map);
    expect(report).toMatchObject({
      phase: 'ended',
      count: COUNT,
      sampledCount: COUNT,
      partedCount: COUNT,
      sortedCount: COUNT,
      workers: [{ worker: 1 }, { worker: 2 }],
      proof: { count: COUNT, inOrder: true, equal: true },
    });
    expect(report.balance?.maxOverMean).toBeLessThan(1.05);
    expect(report.parts.map(({ id, state: part }) => [id, part])).toEqual([
      ['r', 'parted'],
      ['r.0', 'sorted'],
      ['r.1', 'sorted'],
      ['r.2', 'sorted'],
    ]);
    // Each element is written to the exchange and read from it, and written to the result.
    expect(report.exchange.perByte).toBeGreaterThan(2.9);
    expect(report.exchange.perByte).toBeLessThan(3.2);
  });

  it('follows its job where the log has not ended', () => {
    const open = { ...state, ended: null };
    const reason = { code: 'EXIT_NON_ZERO', message: 'it went wrong' };
    expect(decideSortRow(open, { state: 'RUNNING', reason: null, isStuck: false }).state).toBe('RUNNING');
    expect(decideSortRow(open, { state: 'STOPPED', reason: null, isStuck: false }).state).toBe('STOPPED');
    expect(decideSortRow(open, { state: 'FAILED', reason, isStuck: false })).toMatchObject({ state: 'FAILED', reason });
    expect(decideSortRow(open, { state: 'RUNNING', reason, isStuck: true })).toMatchObject({ state: 'FAILED', reason });
    expect(decideSortRow(open, null)).toMatchObject({ state: 'FAILED', reason: { code: 'JOB_DELETED' } });
    expect(decideSortRow({ ...open, sorters: {} }, { state: 'QUEUED', reason: null, isStuck: false }).state).toBe(
      'QUEUED',
    );
    const ended = { outcome: 'failed', code: 'NOT_A_NUMBER', message: 'line 2' } as const;
    const failed = decideSortRow({ ...open, ended }, { state: 'RUNNING', reason: null, isStuck: false });
    expect(failed).toMatchObject({ state: 'FAILED', reason: { code: 'NOT_A_NUMBER' }, result: null });
  });
});
