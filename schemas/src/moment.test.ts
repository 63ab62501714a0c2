import { describe, expect, it } from 'vitest';
import { readMoment } from './moment.ts';

describe('a point in time as people give it', () => {
  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['5 min', 300_000],
    ['24h', 86_400_000],
    ['7D', 604_800_000],
  ])('%s is so long ago', (text, agoMs) => {
    expect(readMoment(text)).toEqual({ agoMs });
  });

  it.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T14:00:00Z', '2026-11-20T14:00:00.000Z'],
    ['2026-11-20T14:00+02:00', '2026-11-20T12:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is that time', (text, at) => {
    expect(readMoment(text)).toEqual({ at: new Date(at) });
  });

  it.each(['', '5', 'yesterday', '1w', '-5m', '2026-02-30', '2026-13-01', '2026-11-20T14:00:00', '9999999999d'])(
    '%j is none',
    (text) => {
      expect(readMoment(text)).toBeNull();
    },
  );
});
