import { DEFAULT_WEIGHTS } from '@longshore/schemas/placement';
import { describe, expect, it } from 'vitest';
import { examineMigration, examineSilence, examineWeights } from './examine-settings.ts';
import { SILENCE_DEFAULTS } from './judge-silence.ts';
import { MIGRATION_DEFAULTS } from './plan-migration.ts';

describe('weights that are set while all runs', () => {
  it('stay as they are when they sum to 1, and are brought to it otherwise, which is said', () => {
    expect(examineWeights(DEFAULT_WEIGHTS)).toEqual({ weights: DEFAULT_WEIGHTS, note: null });
    expect(examineWeights({ load: 3, specialty: 1, time: 0, distance: 0 })).toEqual({
      weights: { load: 0.75, specialty: 0.25, time: 0, distance: 0 },
      note: 'they summed to 4 and were brought to 1: load 0.75, specialty 0.25, time 0, distance 0',
    });
  });

  it.each([
    [{ load: -1, specialty: 1, time: 1, distance: 1 }, 'load'],
    [{ load: Number.NaN, specialty: 1, time: 1, distance: 1 }, 'load'],
    [{ load: 1, specialty: 1, time: 1 }, 'distance'],
    [{ load: 1, specialty: 1, time: 1, distance: '1' }, 'distance'],
    [{ ...DEFAULT_WEIGHTS, luck: 1 }, 'luck'],
    [{ load: 0, specialty: 0, time: 0, distance: 0 }, 'load'],
  ])('are refused as %j', (given, field) => {
    const examined = examineWeights(given);
    expect('problems' in examined ? examined.problems.map((problem) => problem.field) : []).toEqual([field]);
  });
});

describe('thresholds', () => {
  it('are accepted as they are by default', () => {
    expect(examineMigration(MIGRATION_DEFAULTS)).toEqual([]);
    expect(examineSilence(SILENCE_DEFAULTS)).toEqual([]);
  });

  it.each([
    [{ highPercent: 40 }, 'lowPercent'],
    [{ lowPercent: 90, calmPercent: 90 }, 'lowPercent'],
    [{ calmPercent: 95 }, 'lowPercent'],
    [{ highPercent: 101 }, 'highPercent'],
    [{ movesMax: 1.5 }, 'movesMax'],
    [{ cycleMs: 0 }, 'cycleMs'],
    [{ cycleMs: 0.001 }, 'cycleMs'],
    [{ settleMs: -1 }, 'settleMs'],
    [{ restMs: Number.NaN }, 'restMs'],
  ])('that are crossed over or out of range are refused: %j', (over, field) => {
    expect(examineMigration({ ...MIGRATION_DEFAULTS, ...over }).map((problem) => problem.field)).toEqual([field]);
  });

  it('of silence leave room for a report that is late', () => {
    // Kitchens report twice a second.
    expect(examineSilence({ lostAfterMs: 1_000 })).toEqual([]);
    expect(examineSilence({ lostAfterMs: 999 })).toMatchObject([{ field: 'lostAfterMs' }]);
    expect(examineSilence({ lostAfterMs: Number.NaN })).toMatchObject([{ field: 'lostAfterMs' }]);
  });
});
