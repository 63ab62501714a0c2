import { newId } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { countOf, redriveEffect, redriveQuestion } from './redrive-words.ts';

test('a redrive says what it will do to how many', () => {
  const one = { ids: [newId()], words: 'Primes up to 100' };
  expect(redriveQuestion(one)).toBe('Redrive Primes up to 100?');
  expect(redriveEffect(one)[0]).toMatch(/^It gets all its tries anew/);
  expect(redriveQuestion({ ids: [newId(), newId()] })).toBe('Redrive 2 items?');
  const types = {
    types: [
      { type: 'file' as const, count: 1_200 },
      { type: 'data' as const, count: 3 },
    ],
  };
  expect(countOf(types)).toBe(1_203);
  expect(redriveQuestion(types)).toBe('Redrive 1,203 items?');
  expect(redriveEffect(types)[0]).toBe(
    'All dead letters of file (1,200), data (3), also those that are not on this page.',
  );
  expect(redriveEffect(types)[1]).toMatch(/^They get all their tries anew/);
});
