import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTokens } from '../parts/filter-tokens.ts';
import { FILTER_KEYS, type FilterToken, filterRequest, parseFilter, toggleState, tokenFault } from './job-filter.ts';

test('typed tokens become a request', () => {
  const tokens = parseFilter('state:failed,stopped agent:eu-1  topic:orders kind:data-generator night report');
  expect(filterRequest(tokens)).toEqual({
    state: ['FAILED', 'STOPPED'],
    agent: 'eu-1',
    topic: 'orders',
    kind: 'data-generator',
    q: 'night report',
  });
});

test('an unknown key is text, and a colon in text does no harm', () => {
  expect(parseFilter('colour:blue :x http://a')).toEqual([
    { key: null, value: 'colour:blue' },
    { key: null, value: ':x' },
    { key: null, value: 'http://a' },
  ]);
});

test('a time is since when they ended, and what is no time is said so', () => {
  const [since, none] = parseFilter('ended:1h ended:soon');
  expect(filterRequest([since!, none!])).toEqual({ endedSince: '1h' });
  expect(tokenFault(since!)).toBeNull();
  expect(tokenFault(none!)).toContain('say since when: how long ago, such as 90m');
});

test('a state that does not exist is said so and left out of the request', () => {
  const [token] = parseFilter('state:failing');
  expect(tokenFault(token!)).toContain('no state is called failing');
  expect(filterRequest([token!])).toEqual({});
});

test('a key without a value asks for one', () => {
  expect(tokenFault({ key: 'agent', value: '' })).toBe('say what after agent:');
});

test('a state is put in and taken out again', () => {
  const start = parseFilter('agent:eu-1');
  const failed = toggleState(start, 'FAILED');
  expect(formatTokens(failed)).toBe('state:failed agent:eu-1');
  expect(formatTokens(toggleState(failed, 'RUNNING'))).toBe('state:failed,running agent:eu-1');
  expect(formatTokens(toggleState(failed, 'FAILED'))).toBe('agent:eu-1');
});

test('what is written for tokens is read again as the same tokens', () => {
  const word = fc.stringMatching(/^[a-z0-9._-]{1,12}$/);
  const token: fc.Arbitrary<FilterToken> = fc.record(
    { key: fc.constantFrom(...FILTER_KEYS, null), value: word },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(token), (tokens) => {
      expect(parseFilter(formatTokens(tokens))).toEqual(tokens);
    }),
  );
});
