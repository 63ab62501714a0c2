import { expect, test } from 'vitest';
import { parseTokens } from '../parts/filter-tokens.ts';
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
