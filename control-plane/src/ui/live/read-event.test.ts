import { describe, expect, it } from 'vitest';
import { readEvent } from './read-event.ts';

const at = '2026-03-01T12:00:00.000Z';
const event = (parts: object) => JSON.stringify({ type: 'changed', subjects: ['jobs'], at, ...parts });

describe('an event of the stream', () => {
  it('says what may have changed, and when it was sent', () => {
    expect(readEvent(event({ subjects: ['jobs', 'agents'] }))).toEqual({ subjects: ['jobs', 'agents'], at });
    expect(readEvent(event({ type: 'beat', subjects: [] }))).toEqual({ subjects: [], at });
  });

  it('of a newer control plane says what this page knows of', () => {
    expect(readEvent(event({ subjects: ['moons', 'jobs'] }))?.subjects).toEqual(['jobs']);
  });

  it('says nothing where it is none of ours', () => {
    for (const data of ['null', '7', '[]', event({ subjects: 'jobs' }), event({ at: 'now' }), event({ at: 7 })]) {
      expect(readEvent(data)).toBeNull();
    }
  });
});
