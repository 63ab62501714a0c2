import { expect, it } from 'vitest';
import { turns } from './turns.ts';

it('lets each be first as often as last', () => {
  const rounds = [0, 1, 2, 3].map((round) => turns(['bare', 'longshore'], round));
  expect(rounds.flat().filter((_, place) => place % 2 === 0)).toEqual(['bare', 'longshore', 'bare', 'longshore']);
});
