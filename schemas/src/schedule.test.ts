import { describe, expect, it } from 'vitest';
import { scheduleInputSchema } from './schedule.ts';

const job = { kind: 'container', image: 'tool:1' };

function complaints(changes: Record<string, unknown>): string[] {
  const parsed = scheduleInputSchema.safeParse({ name: 'nightly', cron: '30 2 * * *', job, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a schedule as its user words it', () => {
  it('gets defaults that do no harm: UTC, no overlap, an hour to make up for a missed time', () => {
    expect(scheduleInputSchema.parse({ name: 'nightly', cron: ' 30 2 * * * ', job })).toMatchObject({
      cron: '30 2 * * *',
      zone: 'UTC',
      overlap: 'skip',
      paused: false,
      missedRunWindowMs: 3_600_000,
      job: { kind: 'container', parallelism: 1 },
    });
  });

  it('takes zones of the IANA database, and says which one was meant', () => {
    expect(complaints({ zone: 'Australia/Lord_Howe' })).toEqual([]);
    expect(complaints({ zone: 'Etc/GMT+5' })).toEqual([]);
    expect(complaints({ zone: 'Europe/Belin' })).toEqual([
      'zone: there is no time zone "Europe/Belin" in the IANA database: did you mean Europe/Berlin?',
    ]);
    expect(complaints({ zone: 'Mars/Olympus_Mons' })[0]).toContain('such as Europe/Berlin or UTC');
    expect(complaints({ zone: '+02:00' })[0]).toContain('there is no time zone');
  });

  it('has five cron fields, and says which', () => {
    expect(complaints({ cron: '0 30 2 * * *' })).toEqual([
      'cron: a cron expression has five fields: minute, hour, day of the month, month, day of the week',
    ]);
    expect(complaints({ cron: '@daily' })[0]).toContain('a cron expression has letters');
    expect(complaints({ cron: ' ' })[0]).toContain('such as 30 2 * * *');
  });

  it('names the fields of its job as fields of the job', () => {
    expect(complaints({ job: { ...job, parallelism: 0 } })).toEqual([
      expect.stringMatching(/^job\.parallelism: at least 1/),
    ]);
    expect(complaints({ overlap: 'queue', name: '-x', missedRunWindowMs: 5, later: true })).toHaveLength(4);
  });
});
