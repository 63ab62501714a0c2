import { DEFAULT_WEIGHTS } from '@longshore/schemas/placement';
import { expect, it } from 'vitest';
import { sharesOf, slidersNote, slidersOf, weightsOf } from './weights.ts';

const usual = slidersOf(DEFAULT_WEIGHTS);

it('sliders stand as the weights do, and give them back', () => {
  expect(usual).toEqual({ load: 40, specialty: 30, time: 20, distance: 10 });
  expect(weightsOf(usual)).toEqual(DEFAULT_WEIGHTS);
  expect(slidersNote(usual)).toBeNull();
});

it('sliders that do not sum to 1 say what becomes of them', () => {
  expect(slidersNote({ ...usual, load: 100 })).toBe(
    'They sum to 1.60; brought to 1: load 0.63, specialty 0.19, time 0.13, distance 0.06.',
  );
  expect(sharesOf({ load: 0, specialty: 50, time: 0, distance: 0 })?.specialty).toBe(1);
});

it('sliders that are all at nothing weigh nothing', () => {
  const none = { load: 0, specialty: 0, time: 0, distance: 0 };
  expect(sharesOf(none)).toBeNull();
  expect(slidersNote(none)).toBe('One of them has to count: above 0.');
});
