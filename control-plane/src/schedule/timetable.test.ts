import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CronError, nextTimes, readTimetable } from './timetable.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Each zone's clock changes of 2026, as the first instant of the new offset. */
const CHANGES = [
  { zone: 'Europe/Berlin', skips: '2026-03-29T01:00:00Z', doubles: '2026-10-25T01:00:00Z' },
  { zone: 'America/New_York', skips: '2026-03-08T07:00:00Z', doubles: '2026-11-01T06:00:00Z' },
  { zone: 'Australia/Lord_Howe', skips: '2026-10-03T15:30:00Z', doubles: '2026-04-04T15:00:00Z' },
] as const;

function times(cron: string, zone: string, from: string, count: number): string[] {
  return nextTimes(readTimetable(cron, zone), Date.parse(from), count).map((time) => new Date(time).toISOString());
}

/** The clock on the wall as milliseconds, as if it were UTC. */
function wallClock(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US-u-hc-h23', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => Date.parse(`${format.format(instant).replace(',', '')} UTC`);
}

describe('fixed times where the clock changes', () => {
  it('come at the end of the gap when daylight saving skips them', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z', // 03:00, since 02:30 does not exist
      '2026-03-30T00:30:00.000Z',
    ]);
    expect(times('30 2 * * *', 'America/New_York', '2026-03-08T00:00:00Z', 2)).toEqual([
      '2026-03-08T07:00:00.000Z', // 03:00
      '2026-03-09T06:30:00.000Z',
    ]);
    expect(times('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', 2)).toEqual([
      '2026-10-03T15:30:00.000Z', // 02:30, half an hour was skipped
      '2026-10-04T15:15:00.000Z',
    ]);
  });

  it('count once, at their first, when they come twice', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
    expect(times('30 1 * * *', 'America/New_York', '2026-11-01T00:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
    expect(times('45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T14:00:00Z', 2)).toEqual([
      '2026-04-04T14:45:00.000Z',
      '2026-04-05T15:15:00.000Z',
    ]);
  });

  it('keep to the rule in lists too', () => {
    expect(times('0,30 2,14 * * *', 'Europe/Berlin', '2026-03-29T00:00:00Z', 3)).toEqual([
      '2026-03-29T01:00:00.000Z', // both 02:00 and 02:30, once
      '2026-03-29T12:00:00.000Z',
      '2026-03-29T12:30:00.000Z',
    ]);
  });
});

describe('recurring times where the clock changes', () => {
  it.each(CHANGES)('follow elapsed time in $zone', ({ zone, skips, doubles }) => {
    for (const change of [skips, doubles]) {
      const from = Date.parse(change) - 2 * HOUR;
      const found = nextTimes(readTimetable('*/15 * * * *', zone), from, 16);
      expect(found).toEqual(Array.from({ length: 16 }, (_, index) => from + (index + 1) * 15 * MINUTE));
    }
  });
});

describe('any expression', () => {
  it('names no time that never comes', () => {
    expect(nextTimes(readTimetable('0 0 30 2 *', 'UTC'), 0, 5)).toEqual([]);
    expect(nextTimes(readTimetable('0 0 29 2 *', 'UTC'), Date.parse('2026-01-01T00:00:00Z'), 1)).toEqual([
      Date.parse('2028-02-29T00:00:00Z'),
    ]);
  });

  it('is refused in words where it cannot be read', () => {
    expect(() => readTimetable('60 * * * *', 'UTC')).toThrow(
      'this is not a cron expression: Invalid value for minute: 60',
    );
    expect(() => readTimetable('* * * FOO *', 'UTC')).toThrow('this is not a cron expression: ');
  });

  it('is refused in words in a zone that the runtime does not know', () => {
    expect(() => readTimetable('0 * * * *', 'Mars/Base')).toThrow(CronError);
    expect(() => readTimetable('0 * * * *', 'Mars/Base')).toThrow('this zone is not known');
  });

  it('names the very times that the clock on the wall shows', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 4 });
    const fields = fc.record({
      change: fc.constantFrom(
        ...CHANGES.flatMap(({ zone, skips, doubles }) => [[zone, skips] as const, [zone, doubles] as const]),
      ),
      minutes: fc.uniqueArray(minute, { minLength: 1, maxLength: 3 }),
      hours: fc.option(fc.uniqueArray(hour, { minLength: 1, maxLength: 2 })),
    });
    fc.assert(
      fc.property(fields, ({ change: [zone, change], minutes, hours }) => {
        const from = Date.parse(change) - 26 * HOUR;
        const until = from + 52 * HOUR;
        const wall = wallClock(zone);
        const wanted = new Set<number>();
        const seen = new Set<number>();
        let before = wall(from);
        const fits = (local: number) => {
          const date = new Date(local);
          return minutes.includes(date.getUTCMinutes()) && (hours === null || hours.includes(date.getUTCHours()));
        };
        for (let instant = from + MINUTE; instant <= until; instant += MINUTE) {
          const local = wall(instant);
          // Fixed times that this minute jumped over, and those that it shows for the first time.
          for (let skipped = before + MINUTE; hours !== null && skipped < local; skipped += MINUTE) {
            if (fits(skipped)) wanted.add(instant);
          }
          if (fits(local) && (hours === null || !seen.has(local))) wanted.add(instant);
          seen.add(local);
          before = local;
        }
        const cron = `${minutes.join(',')} ${hours?.join(',') ?? '*'} * * *`;
        const found = nextTimes(readTimetable(cron, zone), from, 200).filter((time) => time <= until);
        expect(found, cron).toEqual([...wanted].sort((one, other) => one - other));
      }),
      { numRuns: 40 },
    );
  });
});
