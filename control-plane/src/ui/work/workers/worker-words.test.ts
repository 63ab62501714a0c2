import type { Worker } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { sampleWorker } from '../../../../../test/fakes/control-plane/fake-work.ts';
import { consumptionState, consumptionWords, onlyTakenBy, steerWords } from './worker-words.ts';

const takes = (type: Worker['types'][number]['type'], over: Partial<Worker['types'][number]> = {}) =>
  ({ type, concurrency: 4, wanted: 'started', observed: 'consuming', holding: 0, ...over }) as const;

const worker = (types: Worker['types'], over: Partial<Worker> = {}) => sampleWorker({ types, ...over });

test('how a worker stands towards a type is told in the states of workers', () => {
  expect(consumptionState(takes('data'), 'idle')).toBe('idle');
  expect(consumptionState(takes('data', { holding: 1 }), 'working')).toBe('working');
  expect(consumptionState(takes('data', { wanted: 'stopped', holding: 1 }), 'draining')).toBe('draining');
  expect(consumptionState(takes('data', { wanted: 'stopped', observed: 'stopped' }), 'idle')).toBe('stopped');
  expect(consumptionState(takes('data'), 'silent')).toBe('silent');
  expect(consumptionWords(takes('data', { observed: 'stopped' }))).toBe(
    '0 of 4 at once, starts with its next sign of life',
  );
  expect(consumptionWords(takes('data', { holding: 2 }))).toBe('2 of 4 at once');
});

test('a stop says what is finished, what waits, and of what nobody is left', () => {
  const one = worker([takes('data', { holding: 3 }), takes('file')]);
  const other = worker([takes('file')]);
  const words = steerWords('stop', one, ['data', 'file'], [one, other]);
  expect(words[0]).toBe(
    'It takes no more items of data, file, with its next sign of life, within 3.0 s, and finishes the 3 items that it holds.',
  );
  expect(words.at(-1)).toBe('No other worker takes data: all that comes waits.');
  expect(steerWords('stop', one, ['file'], [one, other])).toHaveLength(2);
});

test('a worker that is silent, or that is stopped, takes nothing for others', () => {
  const one = worker([takes('data')]);
  expect(onlyTakenBy(one, [one, worker([takes('data')], { state: 'silent' })])).toEqual(['data']);
  expect(onlyTakenBy(one, [one, worker([takes('data', { wanted: 'stopped' })])])).toEqual(['data']);
  expect(onlyTakenBy(one, [one, worker([takes('data')])])).toEqual([]);
  expect(steerWords('start', { ...one, state: 'silent' }, ['data'], [one]).at(-1)).toContain('silent now');
});
