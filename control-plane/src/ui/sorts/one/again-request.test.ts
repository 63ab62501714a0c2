import type { SortDetail } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { againRequest, nextWorkers } from './again-request.ts';

const of = (input: object) => ({ spec: { input, workers: 2, keepDays: 7 } }) as unknown as SortDetail;

describe('sorting the same again', () => {
  it('takes the words of the first with another number of sorters', () => {
    expect(againRequest(of({ from: 'topic', topic: 'orders' }), 8)).toEqual({
      input: { from: 'topic', topic: 'orders' },
      workers: 8,
      keepDays: 7,
    });
  });

  it('needs what was typed or uploaded once more', () => {
    expect(againRequest(of({ from: 'upload' }), 8)).toBeNull();
    expect(againRequest(of({ from: 'values', values: [] }), 8)).toBeNull();
  });

  it('begins with twice as many sorters, or half of the most', () => {
    expect([1, 2, 40, 64].map((workers) => nextWorkers(workers, 64))).toEqual([2, 4, 64, 32]);
  });
});
