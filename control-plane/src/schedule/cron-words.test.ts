import { expect, it } from 'vitest';
import { cronWords } from './cron-words.ts';

it('leaves an expression as it is when it has no words for it', () => {
  expect(cronWords('0 9 * * FRI#L')).toBe('0 9 * * FRI#L');
});

it('says an expression in words', () => {
  expect(cronWords('30 2 * * *')).toBe('At 02:30');
  expect(cronWords('*/15 8-18 * * 1-5')).toBe('Every 15 minutes, between 08:00 and 18:59, Monday through Friday');
});
