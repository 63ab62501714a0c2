import { expect, test } from 'vitest';
import { formatTokens, isOpenQuote, parseTokens } from '../parts/filter-tokens.ts';
import { AUDIT_KEYS, auditFault, auditRequest } from './audit-filter.ts';

const parse = (text: string) => parseTokens(text, AUDIT_KEYS);

test('typed tokens become a request', () => {
  const text =
    'action:jobdeleted,JobStopRequested actor:schedule:nightly type:Job subject:0193 since:24h until:1h eu west';
  expect(auditRequest(parse(text))).toEqual({
    action: ['JobDeleted', 'JobStopRequested'],
    actor: 'schedule:nightly',
    subjectType: 'job',
    subject: '0193',
    since: '24h',
    until: '1h',
    q: 'eu west',
  });
});

test('who has spaces in their name stands in quotation marks', () => {
  const text = 'actor:"anna@example.org (key night shift)" "two words" "one" say"so';
  const tokens = parse(text);
  expect(auditRequest(tokens)).toEqual({
    actor: 'anna@example.org (key night shift)',
    q: 'two words "one" say"so',
  });
  expect(formatTokens(tokens)).toBe(text);
  expect(parse('actor:"not closed').map(({ value }) => value)).toEqual(['"not', 'closed']);
});

test.each([
  ['actor:"owner', true],
  ['type:job actor:"owner k', true],
  ['actor:"owner key"', false],
  ['say"so', false],
])('%s is still being typed: %s', (typed, open) => {
  expect(isOpenQuote(typed)).toBe(open);
});

test.each([
  ['action:MoonLanded', 'no action is called MoonLanded'],
  ['type:moon', 'types are user, api-key, job, schedule, '],
  ['since:yesterday', 'give how long ago'],
  ['actor:', 'say what after actor:'],
])('%s is said to be wrong, and left out of the request', (text, words) => {
  const [token] = parse(text);
  if (token === undefined) throw new Error('no token');
  expect(auditFault(token)).toContain(words);
  expect(auditRequest([token])).toEqual({});
});
