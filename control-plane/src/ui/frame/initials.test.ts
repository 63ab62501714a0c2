import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test('a name is shortened to its first and last letter that begins a word', () => {
  expect(initialsOf('Anna Maria Berg')).toBe('AB');
  expect(initialsOf(' owner ')).toBe('O');
  expect(initialsOf('Émile Zola')).toBe('ÉZ');
  expect(initialsOf('李 明')).toBe('李明');
  expect(initialsOf('')).toBe('');
});
