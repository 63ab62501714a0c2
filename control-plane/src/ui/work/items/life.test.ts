import type { WorkItemMoment } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { lifeEntries, spans } from './life.ts';

const START = Date.parse('2026-03-01T12:00:00.000Z');
const moment = (seconds: number, what: WorkItemMoment['what'], tried = 0): WorkItemMoment => ({
  at: new Date(START + seconds * 1_000).toISOString(),
  what,
  try: tried,
  worker: null,
  message: '',
});

test('each entry says how long it was until the next', () => {
  const entries = lifeEntries([
    moment(0, 'submitted'),
    moment(1, 'offered'),
    moment(4, 'claimed', 1),
    moment(9, 'completed', 1),
  ]);
  expect(entries.map(({ words, tookMs }) => [words, tookMs])).toEqual([
    ['Submitted', 1_000],
    ['Offered', 3_000],
    ['Taken', 5_000],
    ['Completed', null],
  ]);
});

test('what was offered again and again is one entry, but not of different tries', () => {
  const entries = lifeEntries([
    moment(0, 'offered'),
    moment(60, 'offered'),
    moment(120, 'offered'),
    moment(121, 'claimed', 1),
    moment(122, 'retried', 1),
    moment(123, 'offered', 1),
  ]);
  expect(entries.map(({ words, times }) => [words, times])).toEqual([
    ['Offered', 3],
    ['Taken', 1],
    ['Failed, to be tried again', 1],
    ['Offered', 1],
  ]);
  expect(entries[0]?.tookMs).toBe(121_000);
});

test('an item that is to be tried again has not taken any time yet', () => {
  const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();
  const item = { createdAt: at(0), startedAt: at(2), endedAt: null, status: 'queued' } as const;
  expect(spans(item)).toEqual({ waitedMs: null, tookMs: null });
  expect(spans({ ...item, status: 'processing' })).toEqual({ waitedMs: 2_000, tookMs: null });
  expect(spans({ ...item, status: 'completed', endedAt: at(5) })).toEqual({ waitedMs: 2_000, tookMs: 3_000 });
});
