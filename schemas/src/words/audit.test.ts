import { expect, it } from 'vitest';
import { auditFacts, auditSubjectName } from './audit.ts';

it('calls a subject by its name of now, else of then, else by its id', () => {
  const entry = { now: { name: 'orders', jobId: null }, detail: { name: 'order' }, subjectId: '0193' };
  expect(auditSubjectName(entry)).toBe('orders');
  expect(auditSubjectName({ ...entry, now: null })).toBe('order');
  expect(auditSubjectName({ ...entry, now: null, detail: { name: 7 } })).toBe('0193');
  expect(auditSubjectName({ ...entry, now: null, detail: { name: '' } })).toBe('0193');
});

it('tells a detail as names and values, nested ones by the way there', () => {
  expect(
    auditFacts({ name: 'nightly', change: { zone: 'UTC', job: { env: {} } }, count: 3, why: null, list: [1, 'a'] }),
  ).toEqual([
    ['name', 'nightly'],
    ['change.zone', 'UTC'],
    ['change.job.env', '{}'],
    ['count', '3'],
    ['why', 'null'],
    ['list', '[1,"a"]'],
  ]);
});
