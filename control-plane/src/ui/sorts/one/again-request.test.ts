import type { SortDetail } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { againRequest, nextWorkers } from './again-request.ts';

const until = '2026-11-30T00:00:00Z';
const of = (input: object, part: Partial<SortDetail> = {}) =>
  ({
    id: '0192',
    state: 'SUCCEEDED',
    resultUntil: until,
    spec: { input, workers: 2, keepDays: 7 },
    ...part,
  }) as unknown as SortDetail;
const input = (sort: SortDetail) => againRequest(sort, 8)?.input;

describe('sorting the same again', () => {
  it('takes the words of the first, with another number of sorters', () => {
    expect(againRequest(of({ from: 'upload' }), 8)).toEqual({
      input: { from: 'sort', sort: '0192' },
      workers: 8,
      keepDays: 7,
    });
  });

  it('leaves the topic alone that the first has filled', () => {
    const spec = { input: { from: 'upload' }, workers: 2, output: { topic: 'sorted' } };
    expect(againRequest(of({}, { spec } as unknown as Partial<SortDetail>), 8)).toEqual({
      input: { from: 'sort', sort: '0192' },
      workers: 8,
    });
  });

  it('generates the same once more', () => {
    const zipf = { from: 'generated', distribution: 'zipf', count: 5, seed: 1 };
    expect(input(of(zipf, { resultUntil: null }))).toEqual(zipf);
  });

  it('takes what another sort was given as long as it is kept, also while that goes on', () => {
    const topic = { from: 'topic', topic: 'orders' };
    expect(input(of(topic))).toEqual({ from: 'sort', sort: '0192' });
    expect(input(of(topic, { resultUntil: null }))).toEqual(topic);
    expect(input(of({ from: 'values', values: [] }, { state: 'RUNNING', resultUntil: null }))).toEqual({
      from: 'sort',
      sort: '0192',
    });
  });

  it('needs what is not there any more, or was never given', () => {
    expect(input(of({ from: 'upload' }, { resultUntil: null }))).toBeUndefined();
    expect(input(of({ from: 'upload' }, { state: 'AWAITING_INPUT', resultUntil: null }))).toBeUndefined();
  });

  it('begins with twice as many sorters, or half of the most', () => {
    expect([1, 2, 40, 64].map((workers) => nextWorkers(workers, 64))).toEqual([2, 4, 64, 32]);
  });
});
