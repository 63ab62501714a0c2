import { describe, expect, it } from 'vitest';
import { describeInteractions } from './interactions.ts';

const event = (interaction: number, durationMs: number, name = 'keydown') => ({ interaction, durationMs, name });

describe('interactions', () => {
  it('last as long as the longest of their events', () => {
    const events = [event(1, 24), event(1, 56, 'click'), event(2, 32)];
    expect(describeInteractions(events, 2)).toEqual({
      count: 2,
      inpMs: 56,
      slowest: [
        { name: 'click', durationMs: 56 },
        { name: 'keydown', durationMs: 32 },
      ],
    });
  });

  it('leave one in fifty out', () => {
    const events = [event(1, 300), event(2, 80), event(3, 40)];
    expect(describeInteractions(events, 49).inpMs).toBe(300);
    expect(describeInteractions(events, 50).inpMs).toBe(80);
    expect(describeInteractions(events, 100).inpMs).toBe(40);
  });

  it('are as long as may go untold where none is told, and unknown where there was none', () => {
    expect(describeInteractions([], 30).inpMs).toBe(16);
    expect(describeInteractions([event(1, 40)], 60).inpMs).toBe(16);
    expect(describeInteractions([], 0).inpMs).toBeNaN();
  });
});
