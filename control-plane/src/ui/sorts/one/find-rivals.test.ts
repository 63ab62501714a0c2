import type { SortDetail, SortSummary } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { hadSameElements, mayBeSame, pacesOf } from './find-rivals.ts';

const order = { type: 'int32', direction: 'asc' };
const zipf = { from: 'generated', distribution: 'zipf', count: 100, seed: 1 };

const sort = (id: string, workers: number, seconds: number, part: object = {}) =>
  ({
    id,
    name: id,
    state: 'SUCCEEDED',
    count: 100,
    startedAt: new Date(0).toISOString(),
    endedAt: new Date(seconds * 1_000).toISOString(),
    spec: { order, input: zipf, workers },
    ...part,
  }) as unknown as SortSummary;

describe('whether two sorts had the same elements', () => {
  const spec = (input: object, over: object = order) => ({ spec: { order: over, input, workers: 1 } });
  const mine = sort('a', 2, 1);

  it('is certain of what is generated', () => {
    expect(mayBeSame(mine, sort('b', 8, 1))).toBe('yes');
    expect(mayBeSame(mine, sort('b', 1, 1, spec({ ...zipf, seed: 2 })))).toBe('no');
  });

  it('is not so with another count, or in another order', () => {
    expect(mayBeSame(mine, sort('b', 1, 1, { count: 99 }))).toBe('no');
    expect(mayBeSame(mine, sort('b', 1, 1, { count: null }))).toBe('no');
    expect(mayBeSame(mine, sort('b', 1, 1, spec(zipf, { ...order, direction: 'desc' })))).toBe('no');
  });

  it('is for the hash to say of files and topics', () => {
    const file = sort('b', 1, 1, spec({ from: 'upload' }));
    expect(mayBeSame(file, sort('c', 1, 1, spec({ from: 'topic', topic: 'orders' })))).toBe('ask the hash');
    const proved = (inputHash: string) => ({ report: { proof: { inputHash, count: 100 } } }) as SortDetail;
    expect(hadSameElements(proved('ab'), proved('ab'))).toBe(true);
    expect(hadSameElements(proved('ab'), proved('ac'))).toBe(false);
    expect(hadSameElements(proved('ab'), { report: null } as SortDetail)).toBe(false);
  });
});

describe('how fast it was', () => {
  it('is told against one sorter, the fastest of each number', () => {
    const mine = sort('mine', 4, 10);
    const others = [sort('slow', 1, 60), sort('fast', 1, 30), sort('two', 2, 16), sort('other four', 4, 8)];
    expect(pacesOf(mine, others).map(({ id, speedUp, isThis }) => [id, speedUp, isThis])).toEqual([
      ['fast', 1, false],
      ['two', 1.875, false],
      ['mine', 3, true],
    ]);
  });

  it('is not told where nobody sorted it with one', () => {
    expect(pacesOf(sort('mine', 4, 10), []).map(({ speedUp }) => speedUp)).toEqual([null]);
  });

  it('leaves out what did not end well', () => {
    expect(pacesOf(sort('mine', 4, 10), [sort('b', 1, 5, { state: 'FAILED' })])).toHaveLength(1);
    expect(pacesOf(sort('mine', 4, 10, { state: 'STOPPED' }), [])).toEqual([]);
  });
});
