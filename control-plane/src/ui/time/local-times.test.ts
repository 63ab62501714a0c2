import { expect, test } from 'vitest';
import { formatExact } from './exact-time.ts';
import { withLocalTimes } from './local-times.ts';

test('instants in a sentence are told in the reader’s time, and nothing else changes', () => {
  const instant = '2026-03-01T12:00:00.000Z';
  expect(withLocalTimes(`Locked until ${instant}.`)).toBe(`Locked until ${formatExact(instant)}.`);
  expect(withLocalTimes('the topic 2026-03-01')).toBe('the topic 2026-03-01');
});
