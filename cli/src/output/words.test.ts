import type { FailureCode } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { reasonWords, whereWords } from './job-words.ts';
import { bar, percentage, progressWords, rateWords } from './progress-bar.ts';
import { ranges } from './receipt.ts';
import { shortIdLength } from './short-id.ts';
import { ago, spanBetween } from './time.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const before = (ms: number) => new Date(NOW - ms).toISOString();

describe('times', () => {
  it.each([
    [500, 'just now'],
    [9_000, '9 s ago'],
    [240_000, '4 min ago'],
    [7_300_000, '2 h ago'],
    [30 * 3_600_000, '30 h ago'],
    [5 * 86_400_000, '5 d ago'],
  ])('%d ms back is %s', (ms, words) => {
    expect(ago(before(ms), NOW)).toBe(words);
  });

  it('count on to now where there is no end yet', () => {
    expect(spanBetween(before(60_000), null, NOW)).toBe('1 min');
    expect(spanBetween(before(60_000), before(50_000), NOW)).toBe('10 s');
  });
});

describe('progress', () => {
  it('says 100 % only when all is done', () => {
    expect(percentage(9_999, 10_000)).toBe(99);
    expect(percentage(10_000, 10_000)).toBe(100);
    expect(percentage(0, 0)).toBe(100);
  });

  it('is drawn and said with and without a total', () => {
    expect(bar(0.5, 12)).toBe('[█████░░░░░]');
    expect(bar(2, 6)).toBe('[████]');
    expect(progressWords({ done: 6_000, total: 10_000, unit: 'records' })).toBe('6,000 of 10,000 records · 60 %');
    expect(progressWords({ done: 6_000, total: null, unit: 'records' })).toBe('6,000 records');
    expect(rateWords({ done: 6_000, total: 10_000, unit: '' }, 1_000)).toBe('1,000/s · 4.0 s left');
    expect(rateWords({ done: 6_000, total: 10_000, unit: '' }, null)).toBe('');
  });
});

describe('words about jobs', () => {
  it('give the reason, what happened and what to do, in that order', () => {
    expect(reasonWords({ code: 'IMAGE_NOT_FOUND', message: 'No such image: nope:1.', retryable: false })).toBe(
      'The image was not found: No such image: nope:1 · Check name and tag, or build the image on the host',
    );
  });

  it('say nothing twice', () => {
    const words = 'The program ended with an exit code other than 0';
    for (const [message, told] of [
      ['', words],
      [`${words}: exit code 7.`, `${words}: exit code 7`],
      ['exit code 7', `${words}: exit code 7`],
    ] as const) {
      const shown = reasonWords({ code: 'EXIT_NON_ZERO', message, retryable: false });
      expect(shown).toBe(`${told} · Look at the last lines of its log`);
    }
  });

  it('say where a job is, what it waits for, or why it failed', () => {
    const job = { state: 'RUNNING' as const, agents: [], waitsFor: null, reason: null, exitCode: null };
    expect(whereWords({ ...job, agents: ['host-1', 'host-2', 'host-3'] })).toBe('host-1 and 2 more');
    expect(whereWords({ ...job, waitsFor: 'memory' })).toBe('waits: memory');
    const failed = (code: FailureCode, exitCode: number | null) =>
      whereWords({ ...job, reason: { code, message: '', retryable: false }, exitCode });
    expect(failed('EXIT_NON_ZERO', 3)).toBe('exit 3');
    expect(failed('OUT_OF_MEMORY', 137)).toBe(
      'The container was killed for using more memory than its limit (exit 137)',
    );
    expect(failed('IMAGE_NOT_FOUND', null)).toBe('The image was not found');
  });

  it('show as much of ids as tells them apart', () => {
    expect(shortIdLength(['0198a1b2-c3d4-7000-8000-000000000001'])).toBe(13);
    expect(shortIdLength(['0198a1b2-c3d4-7000-8000-000000000001', '0198a1b2-c3d4-7100-8000-000000000002'])).toBe(16);
  });

  it('join indexes that follow each other', () => {
    expect(ranges([3, 0, 1, 2, 7, 9, 10])).toBe('0–3, 7, 9–10');
  });
});
