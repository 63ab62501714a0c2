import type { KitchenRun } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { runFaults } from './run-faults.ts';
import { comparable, measureWords, runSentence, runShare } from './run-words.ts';

const run: KitchenRun = {
  id: 'a',
  scenario: 'lunch',
  seed: 1,
  kitchens: 5,
  speed: 1,
  policy: 'scored',
  weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 },
  migration: null,
  silence: null,
  state: 'running',
  reason: null,
  durationMs: 120_000,
  elapsedMs: 30_000,
  received: 120,
  ended: 100,
  result: null,
  startedBy: 'anna',
  createdAt: '2026-11-22T12:00:00.000Z',
  startedAt: null,
  endedAt: null,
};

describe('a run', () => {
  it('is told in a line, whatever its state', () => {
    expect(runSentence(run)).toBe('30 s of 2 min: 120 orders came in, 100 have ended');
    expect(runSentence({ ...run, state: 'preparing' })).toBe('Its 5 kitchens open');
    expect(runSentence({ ...run, state: 'finishing' })).toBe('All 120 orders came in, 20 are on their way');
    expect(runSentence({ ...run, state: 'failed', reason: 'No agent runs kitchens' })).toBe('No agent runs kitchens');
    expect(runSentence({ ...run, state: 'stopped' })).toContain('Stopped after 30 s');
  });

  it('is as far as its clock, once it goes', () => {
    expect(runShare(run)).toBe(0.25);
    expect(runShare({ ...run, state: 'preparing' })).toBeNull();
    expect(runShare({ ...run, state: 'done' })).toBe(1);
  });

  it('stands beside those that did the same, and no others', () => {
    const done = (more: Partial<KitchenRun>): KitchenRun => ({ ...run, state: 'done', ...more });
    const others = [
      done({ id: 'b', policy: 'random' }),
      done({ id: 'c', seed: 2 }),
      done({ id: 'd', state: 'running' }),
      done({ id: 'e', kitchens: 6 }),
      done({ id: 'a' }),
    ];
    expect(comparable(run, others).map(({ id }) => id)).toEqual(['b']);
  });
});

it('measures are told with their units, and a balance near one is told exactly', () => {
  expect(measureWords(0.987, 'share')).toBe('0.987');
  expect(measureWords(0.5, 'share')).toBe('50 %');
  expect(measureWords(1_500, 'ms')).toBe('1.5 s');
  expect(measureWords(30_000, 'orders a minute')).toBe('30,000');
  expect(measureWords(null, 'ms')).toBe('–');
});

it('a run that cannot be started says what would be right', () => {
  expect(runFaults({ seed: 1, kitchens: 5, speed: 1 })).toEqual({});
  expect(Object.keys(runFaults({ seed: -1, kitchens: 1, speed: '' }))).toEqual(['seed', 'kitchens', 'speed']);
});
