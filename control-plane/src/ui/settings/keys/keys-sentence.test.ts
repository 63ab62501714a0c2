import { expect, test } from 'vitest';
import { keysSentence } from './keys-sentence.ts';

test('the sentence counts the keys that count, those that were never used, and those that have ended', () => {
  const used = { state: 'active', lastUsedAt: '2026-03-01T12:00:00.000Z' } as const;
  const unused = { state: 'active', lastUsedAt: null } as const;
  const expired = { state: 'expired', lastUsedAt: null } as const;
  expect(keysSentence([])).toBe('No active key');
  expect(keysSentence([used])).toBe('1 active key');
  expect(keysSentence([used, unused, expired])).toBe('2 active keys · 1 never used · 1 expired');
});
