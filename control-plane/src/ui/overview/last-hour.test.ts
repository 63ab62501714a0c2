import { describe, expect, it } from 'vitest';
import { lastHour, paceWords } from './last-hour.ts';

const minute = (tasksSucceeded: number, triesFailed = 0, failed = 0) => ({
  at: '2026-11-21T12:00:00.000Z',
  succeeded: 1,
  failed,
  stopped: 0,
  tasksSucceeded,
  triesFailed,
});

describe('the last hour', () => {
  it('adds up what ended and what failed', () => {
    expect(lastHour([minute(3, 1), minute(4, 2, 2)])).toMatchObject({
      jobsEnded: 4,
      jobsFailed: 2,
      tasksSucceeded: 7,
      triesFailed: 3,
    });
  });

  it('has a pace over the minutes that are over, from the first that brought something on', () => {
    expect(lastHour([minute(0), minute(6), minute(0), minute(99)]).tasksPerMinute).toBe(3);
  });

  it('has no pace where nothing succeeded, or only in the minute that is not over', () => {
    expect(lastHour([]).tasksPerMinute).toBeNull();
    expect(lastHour([minute(0), minute(5)]).tasksPerMinute).toBeNull();
  });

  it('says its pace in as many figures as mean something', () => {
    expect([0.04, 0.44, 12.54, 1_203.6].map(paceWords)).toEqual(['0', '0.4', '12.5', '1,204']);
  });
});
