import type { LogLineView } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { newLines } from './job-logs-query.ts';

const line = (attemptId: string, sequence: number): LogLineView => ({
  attemptId,
  sequence,
  taskIndex: 0,
  attempt: 1,
  stream: 'STDOUT',
  at: '2026-01-01T00:00:00.000Z',
  text: `${sequence}`,
});

test('lines that were read before are not shown twice', () => {
  const fresh = newLines([line('a', 1), line('a', 2)], [line('a', 2), line('a', 3), line('b', 1)]);
  expect(fresh.map(({ attemptId, sequence }) => `${attemptId}${sequence}`)).toEqual(['a3', 'b1']);
});

test('a line that comes twice in one answer is taken once', () => {
  expect(newLines([], [line('a', 1), line('a', 1), line('a', 2)])).toHaveLength(2);
});
