import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTimes, readTimetable } from '../timetable.ts';
import { decideRun, type NextTime, type ScheduleFacts } from './decide-run.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(`${text}Z`);
const hourly: NextTime = (after) => (Math.floor(after / HOUR) + 1) * HOUR;

function facts(changes: Partial<ScheduleFacts> = {}): ScheduleFacts {
  return { overlap: 'skip', missedRunWindowMs: HOUR, decidedUntilMs: at('2026-05-01T10:00'), openJobs: 0, ...changes };
}

describe('deciding about a schedule', () => {
  it('starts nothing before its time, and says when to look again', () => {
    expect(decideRun(facts(), hourly, at('2026-05-01T10:59'))).toEqual({
      start: null,
      leftOut: [],
      stopOpenJobs: false,
      decidedUntilMs: at('2026-05-01T10:00'),
      nextAtMs: at('2026-05-01T11:00'),
    });
  });

  it('starts a time that has come, once', () => {
    const decision = decideRun(facts(), hourly, at('2026-05-01T11:00'));
    expect(decision).toMatchObject({ start: at('2026-05-01T11:00'), leftOut: [], nextAtMs: at('2026-05-01T12:00') });
    const again = decideRun(facts(decision), hourly, at('2026-05-01T11:00'));
    expect(again.start).toBeNull();
  });

  it('makes up for the last of several missed times, within its window', () => {
    expect(decideRun(facts(), hourly, at('2026-05-01T13:40'))).toMatchObject({
      start: at('2026-05-01T13:00'),
      leftOut: [{ nominalMs: at('2026-05-01T11:00'), outcome: 'MISSED', count: 2 }],
    });
  });

  it('makes up for none when the last was missed too long ago', () => {
    const daily: NextTime = (after) => (Math.floor(after / (24 * HOUR)) + 1) * 24 * HOUR;
    const decision = decideRun(facts(), daily, at('2026-05-04T09:00'));
    expect(decision).toMatchObject({ start: null, nextAtMs: at('2026-05-05T00:00') });
    expect(decision.leftOut).toEqual([
      {
        nominalMs: at('2026-05-02T00:00'),
        outcome: 'MISSED',
        count: 3,
        detail: '3 times passed unstarted: only the last is made up for, and only within 1 h',
      },
    ]);
  });

  it('does not count for ever what was missed for very long', () => {
    const { start, leftOut } = decideRun(facts({ decidedUntilMs: 0 }), hourly, at('2026-05-01T13:40'));
    expect(start).toBe(at('2026-05-01T13:00'));
    expect(leftOut).toMatchObject([{ nominalMs: HOUR, count: 100, detail: expect.stringMatching(/^More than 100/) }]);
  });

  it('ends without a next time when the expression has no more', () => {
    const once: NextTime = (after) => (after < at('2026-05-01T11:00') ? at('2026-05-01T11:00') : null);
    expect(decideRun(facts(), once, at('2026-05-01T11:00'))).toMatchObject({
      start: at('2026-05-01T11:00'),
      nextAtMs: null,
    });
  });
});

describe('a time that comes while jobs are open', () => {
  const now = at('2026-05-01T11:00');

  it('is started beside them with allow', () => {
    expect(decideRun(facts({ overlap: 'allow', openJobs: 2 }), hourly, now).start).toBe(now);
  });

  it('is left out with skip, and says why', () => {
    expect(decideRun(facts({ overlap: 'skip', openJobs: 1 }), hourly, now)).toMatchObject({
      start: null,
      stopOpenJobs: false,
      leftOut: [{ nominalMs: now, outcome: 'SKIPPED', detail: '1 job of the schedule had not ended' }],
      nextAtMs: now + HOUR,
    });
  });

  it('waits with replace until they were stopped, then starts', () => {
    const waiting = decideRun(facts({ overlap: 'replace', openJobs: 1 }), hourly, now);
    expect(waiting).toMatchObject({ start: null, stopOpenJobs: true, leftOut: [], nextAtMs: now + 1_000 });
    const stopped = facts({ overlap: 'replace', decidedUntilMs: waiting.decidedUntilMs });
    expect(decideRun(stopped, hourly, now + MINUTE)).toMatchObject({ start: now, nextAtMs: now + HOUR });
  });

  it('is missed with replace when they do not stop within the window', () => {
    const stuck = facts({ overlap: 'replace', openJobs: 1, missedRunWindowMs: 10 * MINUTE, decidedUntilMs: now - 1 });
    expect(decideRun(stuck, hourly, now + 11 * MINUTE)).toMatchObject({
      start: null,
      stopOpenJobs: false,
      leftOut: [{ nominalMs: now, outcome: 'MISSED', count: 1 }],
    });
  });
});

describe('over a year with changes of the clock, looked at by fits and starts', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
  const crons = ['30 2 * * *', '15 1,2 * * *', '*/20 * * * *', '0 */6 * * 1-5', '45 1 1 4,10,11 *'];
  const changes = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'];

  it('starts each time once at most, never before it, in order, and accounts for every one', () => {
    fc.assert(
      fc.property(
        fc.record({
          zone: fc.constantFrom(...zones),
          cron: fc.constantFrom(...crons),
          day: fc.constantFrom(...changes),
          overlap: fc.constantFrom('allow', 'skip', 'replace'),
          windowMinutes: fc.integer({ min: 1, max: 180 }),
          looks: fc.array(
            fc.record({ afterMs: fc.integer({ min: 0, max: 3 * HOUR }), openJobs: fc.integer({ min: 0, max: 2 }) }),
            { minLength: 1, maxLength: 15 },
          ),
        }),
        ({ zone, cron, day, overlap, windowMinutes, looks }) => {
          const timetable = readTimetable(cron, zone);
          const beganMs = at(`${day}T00:00`) - 18 * HOUR;
          let nowMs = beganMs;
          let decidedUntilMs = beganMs;
          let accounted = 0;
          const started: number[] = [];
          for (const { afterMs, openJobs } of looks) {
            nowMs += afterMs;
            const state = facts({ overlap, missedRunWindowMs: windowMinutes * MINUTE, decidedUntilMs, openJobs });
            const decision = decideRun(state, timetable.next, nowMs);
            expect(decision.decidedUntilMs).toBeGreaterThanOrEqual(decidedUntilMs);
            decidedUntilMs = decision.decidedUntilMs;
            for (const { count, nominalMs } of decision.leftOut) {
              accounted += count;
              expect(nominalMs).toBeLessThanOrEqual(nowMs);
            }
            if (decision.start === null) continue;
            accounted += 1;
            expect(decision.start).toBeLessThanOrEqual(nowMs);
            expect(nowMs - decision.start).toBeLessThanOrEqual(state.missedRunWindowMs);
            expect(decision.start).toBeGreaterThan(started.at(-1) ?? beganMs);
            started.push(decision.start);
          }
          const passed = nextTimes(timetable, beganMs, 150).filter((time) => time <= decidedUntilMs);
          expect(started.every((time) => passed.includes(time))).toBe(true);
          expect(accounted).toBe(passed.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});
