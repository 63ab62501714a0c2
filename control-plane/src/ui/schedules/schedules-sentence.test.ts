import type { ScheduleSummary } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { sampleSchedule } from '../../../../test/fakes/control-plane/fake-schedules.ts';
import { schedulesSentence } from './schedules-sentence.ts';

const NOW = Date.parse('2026-03-27T20:00:00Z');
const schedule = (over: Partial<ScheduleSummary> = {}): ScheduleSummary => sampleSchedule(over);

test('the sentence counts, and names what comes next among those that are active', () => {
  expect(schedulesSentence([], NOW)).toBe('Nothing runs by the clock yet');
  expect(
    schedulesSentence(
      [
        schedule(),
        schedule({ name: 'hourly', nextTimes: ['2026-03-27T20:30:00.000Z'] }),
        schedule({ name: 'old', paused: true, nextTimes: ['2026-03-27T20:10:00.000Z'] }),
      ],
      NOW,
    ),
  ).toBe('2 active, 1 paused · next: hourly in 30 min');
  expect(schedulesSentence([schedule({ paused: true })], NOW)).toBe('1 paused');
});
