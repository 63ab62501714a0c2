import { expect, test } from 'vitest';
import { asksWords } from './asks-words.ts';

test('what an item asks for is told in a few words', () => {
  expect(asksWords('compute', { operation: 'digest', algorithm: 'sha256', input: 'abc' })).toBe('SHA-256 of “abc”');
  expect(asksWords('compute', { operation: 'digest', algorithm: 'md5', input: '' })).toBe('MD5 of no text');
  expect(asksWords('compute', { operation: 'prime-count', limit: 5_000_000 })).toBe('Primes up to 5,000,000');
  expect(asksWords('compute', { operation: 'monte-carlo-pi', samples: 1_000 })).toBe('π from 1,000 samples');
  expect(asksWords('file', { digest: 'sha1', url: 'https://example.org/a' })).toBe('SHA-1 of https://example.org/a');
  expect(asksWords('file', { digest: 'sha256', url: null })).toBe('SHA-256 of an uploaded file');
  expect(asksWords('data', { groupBy: ['city', 'zone'] })).toBe('Rows by city, zone');
  expect(asksWords('data', { groupBy: [] })).toBe('Rows');
  expect(asksWords('blockchain', { operation: 'append', chain: 'demo' })).toBe('Append to demo');
  expect(asksWords('blockchain', { operation: 'verify', chain: 'demo' })).toBe('Verify demo');
});

test('of a long text of several lines only the start is told, in one line', () => {
  const words = asksWords('compute', {
    operation: 'digest',
    algorithm: 'sha256',
    input: `first\n\tsecond ${'😀'.repeat(60)}`,
  });
  expect(words).toMatch(/^SHA-256 of “first second (😀)+…”$/u);
  const address = `https://example.org/${'a'.repeat(2_000)}`;
  expect(asksWords('file', { digest: 'sha256', url: address })).toHaveLength('SHA-256 of …'.length + 40);
  expect([...words]).toHaveLength('SHA-256 of “”…'.length + 40);
});
