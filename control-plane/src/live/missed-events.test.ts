import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_SUBJECTS, type PageSubject } from '../database/channels.ts';
import { MissedEvents } from './missed-events.ts';

const subjects = fc.subarray<PageSubject>([...PAGE_SUBJECTS], { minLength: 1 });

describe('who comes back to the event stream', () => {
  it('is told exactly what was told since it left', () => {
    fc.assert(
      fc.property(fc.array(subjects, { maxLength: 50 }), fc.nat(50), (told, heard) => {
        const missed = new MissedEvents();
        const ids = [missed.lastId, ...told.map((each) => missed.told(each))];
        const left = Math.min(heard, told.length);
        const expected = PAGE_SUBJECTS.filter((subject) => told.slice(left).flat().includes(subject));
        expect(missed.since(ids[left] ?? '')).toEqual(expected);
      }),
    );
  });

  it('may have missed anything where it comes from another process, was away for too long, or says nonsense', () => {
    const missed = new MissedEvents();
    const first = missed.told(['jobs']);
    for (let n = 0; n < 5_000; n += 1) missed.told(['logs']);
    for (const id of [
      null,
      '',
      'x',
      '.',
      first,
      new MissedEvents().lastId,
      `${first}0000000`,
      first.replace(/\d+$/, 'x'),
    ]) {
      expect(missed.since(id)).toEqual(PAGE_SUBJECTS);
    }
    expect(missed.since(missed.lastId)).toEqual([]);
  });

  it('is not told of beats, which change nothing', () => {
    const missed = new MissedEvents();
    const id = missed.told(['jobs']);
    expect(missed.told([])).toBe(id);
    expect(missed.since(id)).toEqual([]);
  });
});
