import { newId, WORK_LIMITS } from '@longshore/schemas';
import { expect, test, vi } from 'vitest';
import { type Redrive, redriveAll } from './redrive-all.ts';

const nothing = () => undefined;
const one = vi.fn<Redrive['one']>(async () => undefined);

test('a single one is redriven by itself, so that a refusal says why', async () => {
  const some = vi.fn<Redrive['some']>();
  const id = newId();
  expect(await redriveAll({ ids: [id] }, nothing, { one, some })).toBe(1);
  expect(one).toHaveBeenCalledExactlyOnceWith(id);
  expect(some).not.toHaveBeenCalled();
});

test('more than one request takes are taken by several, and it is told how many it is by now', async () => {
  const some = vi.fn<Redrive['some']>(async (which) => ({
    redriven: 'ids' in which ? which.ids.length : 0,
    left: 0,
  }));
  const ids = Array.from({ length: WORK_LIMITS.itemsAtOnceMax + 1 }, newId);
  const told: number[] = [];
  expect(await redriveAll({ ids }, (count) => told.push(count), { one, some })).toBe(ids.length);
  expect(told).toEqual([WORK_LIMITS.itemsAtOnceMax, ids.length]);
});

test('all of a type are asked for until as many were redriven as there were, and no more', async () => {
  // What is redriven fails again at once.
  const failing = vi.fn<Redrive['some']>(async () => ({ redriven: 500, left: 1_000 }));
  const types = [{ type: 'file' as const, count: 1_000 }];
  expect(await redriveAll({ types }, nothing, { one, some: failing })).toBe(1_000);
  expect(failing).toHaveBeenCalledTimes(2);
});

test('where somebody else was faster it ends', async () => {
  const none = vi.fn<Redrive['some']>(async () => ({ redriven: 0, left: 3 }));
  const types = [
    { type: 'file' as const, count: 3 },
    { type: 'data' as const, count: 3 },
  ];
  expect(await redriveAll({ types }, nothing, { one, some: none })).toBe(0);
  expect(none).toHaveBeenCalledTimes(2);
});
