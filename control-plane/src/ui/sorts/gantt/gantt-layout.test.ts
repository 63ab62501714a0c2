import type { SortTry } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { barBeside, type GanttTimes, layGantt, timeMarks } from './gantt-layout.ts';

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();

const tried = (id: string, worker: number, span: [number, number | null], state: SortTry['state'] = 'accepted') =>
  ({
    id,
    part: 'r',
    step: 'sample',
    share: 0,
    worker,
    state,
    startedAt: at(span[0]),
    endedAt: span[1] === null ? null : at(span[1]),
    phases: {},
    bytesIn: 0,
    bytesOut: 0,
    bytesSpilled: 0,
  }) satisfies SortTry;

const workers = [
  { worker: 1, agentId: 'eu-1' },
  { worker: 2, agentId: 'eu-2' },
];
const times = (part: Partial<GanttTimes> = {}): GanttTimes => ({
  startedAtMs: 0,
  endedAtMs: null,
  nowMs: 20_000,
  ...part,
});
const lay = (tries: SortTry[], part?: Partial<GanttTimes>) => layGantt({ tries, workers }, times(part));
const seconds = (tries: SortTry[], part?: Partial<GanttTimes>) =>
  lay(tries, part).lanes.map(({ bars }) =>
    bars.map(({ try: { id }, fromMs, toMs, guessed, row }) => [id, fromMs / 1_000, toMs / 1_000, guessed, row]),
  );

describe('the lanes of the sorters', () => {
  it('are there before anything was done, from the start to now', () => {
    expect(lay([])).toEqual({
      fromMs: 0,
      toMs: 20_000,
      lanes: [
        { worker: 1, agentId: 'eu-1', bars: [], rows: 1 },
        { worker: 2, agentId: 'eu-2', bars: [], rows: 1 },
      ],
    });
  });

  it('have a bar for each try, by the sorters’ own times', () => {
    expect(seconds([tried('a', 1, [2, 5]), tried('b', 2, [2, 4]), tried('c', 1, [5, 9])])).toEqual([
      [
        ['a', 2, 5, false, 0],
        ['c', 5, 9, false, 0],
      ],
      [['b', 2, 4, false, 0]],
    ]);
  });

  it('have what is at work until now', () => {
    expect(
      seconds([tried('a', 1, [2, 5]), tried('b', 1, [6, null], 'open'), tried('c', 2, [2, null], 'open')]),
    ).toEqual([
      [
        ['a', 2, 5, false, 0],
        ['b', 6, 20, true, 0],
      ],
      [['c', 2, 20, true, 0]],
    ]);
  });

  it('have what was lost with its sorter until its replacement began', () => {
    expect(
      seconds([tried('a', 1, [2, 5]), tried('lost', 1, [5, null], 'abandoned'), tried('b', 1, [12, 15])], {
        endedAtMs: 16_000,
      })[0],
    ).toEqual([
      ['a', 2, 5, false, 0],
      ['lost', 5, 12, true, 0],
      ['b', 12, 15, false, 0],
    ]);
  });

  it('put bars that overlap under each other', () => {
    const { lanes } = lay([tried('a', 1, [2, 8]), tried('b', 1, [4, 6]), tried('c', 1, [8, 9])]);
    expect(lanes[0]?.bars.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(lanes[0]?.rows).toBe(2);
  });

  it('end with the sort, and reach as far back as a clock that is slow', () => {
    const { fromMs, toMs } = lay([tried('a', 1, [-1, 5])], { endedAtMs: 9_000 });
    expect([fromMs, toMs]).toEqual([-1_000, 9_000]);
  });

  it('have a lane for a worker that nobody has told of', () => {
    expect(lay([tried('a', 3, [1, 2])]).lanes.map(({ worker, agentId }) => [worker, agentId])).toEqual([
      [1, 'eu-1'],
      [2, 'eu-2'],
      [3, null],
    ]);
  });
});

describe('the marks of the axis', () => {
  it('are round, and no more than there is room for', () => {
    expect(timeMarks(950, 5)).toEqual([0, 200, 400, 600, 800]);
    expect(timeMarks(20_000, 5)).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
    expect(timeMarks(0, 5)).toEqual([0]);
    for (const span of [1, 7, 333, 12_345, 9_999_999]) expect(timeMarks(span, 6).length).toBeLessThanOrEqual(7);
  });
});

describe('arrows in the lanes', () => {
  const { lanes } = lay([tried('a', 1, [2, 5]), tried('b', 1, [5, 9]), tried('c', 2, [2, 4]), tried('d', 2, [6, 7])]);
  const from = (id: string, key: string) => barBeside(lanes, id, key)?.try.id ?? null;

  it('lead along a lane, and to what was done at that time in another', () => {
    expect(from('a', 'ArrowRight')).toBe('b');
    expect(from('b', 'ArrowLeft')).toBe('a');
    expect(from('b', 'ArrowDown')).toBe('d');
    expect(from('c', 'ArrowUp')).toBe('a');
    expect(from('a', 'End')).toBe('b');
    expect(from('d', 'Home')).toBe('c');
  });

  it('lead nowhere beyond them', () => {
    expect(from('a', 'ArrowUp')).toBeNull();
    expect(from('b', 'ArrowRight')).toBeNull();
    expect(from('x', 'ArrowRight')).toBeNull();
    expect(from('a', 'x')).toBeNull();
  });
});
