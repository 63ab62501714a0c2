import { expect, it } from 'vitest';
import { logList } from './log-list.ts';
import type { LogRow } from './log-row.ts';
import { emptyWindow } from './log-window.ts';

const rows = ['a', 'b', 'c', 'd'].map(
  (text): LogRow => ({
    task: 0,
    attempt: 1,
    sequence: 1,
    stream: 'STDOUT',
    at: 0,
    text,
    readable: text,
    cut: 0,
    lost: 0,
  }),
);
const window = { ...emptyWindow, first: -2, rows };

it('all rows of a window are found by place and by ordinal', () => {
  const list = logList(window, null);
  expect([list.count, list.ordinalAt(3), list.rowAt(3)?.text, list.indexOf(1), list.indexOf(2)]).toEqual([
    4,
    1,
    'd',
    3,
    -1,
  ]);
  expect([-9, -1, 9, Number.NaN].map(list.nearest)).toEqual([0, 1, 3, 0]);
});

it('of chosen rows, one that is not among them has the place where it would be', () => {
  const list = logList(window, [-1, 1]);
  expect([list.count, list.ordinalAt(1), list.rowAt(0)?.text, list.indexOf(1), list.indexOf(0)]).toEqual([
    2,
    1,
    'b',
    1,
    -1,
  ]);
  expect([-2, 0, 9].map(list.nearest)).toEqual([0, 1, 1]);
  expect(logList(window, []).nearest(3)).toBe(0);
});
