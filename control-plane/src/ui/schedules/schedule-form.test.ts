import { expect, test } from 'vitest';
import { sampleSchedule } from '../../../../test/fakes/control-plane/fake-schedules.ts';
import { emptySchedule, formOfSchedule, nameLike, splitErrors, toSchedule, validateSchedule } from './schedule-form.ts';

const JOB = { kind: 'container', image: 'tool:1' } as const;

test('a form is sent in the units of the API', () => {
  const form = { ...emptySchedule('Europe/Berlin'), name: ' nightly ', cron: '30 2 * * * ' };
  expect(toSchedule(form, JOB)).toEqual({
    name: 'nightly',
    cron: '30 2 * * *',
    zone: 'Europe/Berlin',
    overlap: 'skip',
    missedRunWindowMs: 3_600_000,
    job: JOB,
  });
});

test('a schedule comes out of its form as it went in', () => {
  const schedule = sampleSchedule({ overlap: 'replace', missedRunWindowMs: 600_000 });
  const { name, cron, zone, overlap, missedRunWindowMs } = schedule;
  expect(toSchedule(formOfSchedule(schedule), JOB)).toEqual({ name, cron, zone, overlap, missedRunWindowMs, job: JOB });
});

test('what is wrong is said at its field', () => {
  expect(validateSchedule(emptySchedule('Mars/Base'))).toEqual({
    name: 'give the schedule a name',
    cron: expect.stringContaining('30 2 * * *'),
    zone: expect.stringContaining('there is no time zone'),
  });
  expect(validateSchedule({ ...emptySchedule('UTC'), name: 'a', cron: '0 * * * *', missedMinutes: 0 })).toEqual({
    missedMinutes: 'at least a minute',
  });
  expect(
    splitErrors([
      { path: 'cron', message: 'never' },
      { path: 'job.resources.cpuMillis', message: 'too much' },
    ]),
  ).toEqual({ schedule: { cron: 'never' }, job: [{ path: 'resources.cpuMillis', message: 'too much' }] });
});

test('a schedule for a job gets a name like it', () => {
  expect(nameLike('Night report (EU)')).toBe('Night-report-EU-');
});
