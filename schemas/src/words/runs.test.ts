import { expect, test } from 'vitest';
import { runHeads, runWeightsWords } from './runs.ts';

const weights = { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 };
const nearer = { load: 0.1, specialty: 0.3, time: 0.2, distance: 0.4 };

test('runs beside each other are called by their policies, and scored ones of other weights by these as well', () => {
  expect(
    runHeads([
      { policy: 'scored', weights },
      { policy: 'random', weights },
    ]),
  ).toEqual(['scored', 'random']);
  expect(
    runHeads([
      { policy: 'scored', weights },
      { policy: 'random', weights: nearer },
    ]),
  ).toEqual(['scored', 'random']);
  expect(
    runHeads([
      { policy: 'scored', weights },
      { policy: 'random', weights },
      { policy: 'scored', weights: nearer },
    ]),
  ).toEqual(['scored 0.4/0.3/0.2/0.1', 'random', 'scored 0.1/0.3/0.2/0.4']);
});

test('weights are told of the one policy that asks them', () => {
  expect(runWeightsWords({ policy: 'scored', weights: { ...weights, load: 1 / 3 } })).toBe(
    'load 0.333, specialty 0.3, time 0.2, distance 0.1',
  );
  expect(runWeightsWords({ policy: 'random', weights })).toBeNull();
});
