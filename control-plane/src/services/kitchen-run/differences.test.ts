import { MIGRATION_DEFAULTS, SILENCE_DEFAULTS } from '@longshore/kitchens';
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../../test/fakes/control-plane/fake-kitchens.ts';
import { differencesOf } from './differences.ts';

const settings = { migration: MIGRATION_DEFAULTS, silence: SILENCE_DEFAULTS };

describe('what differs between runs of the same orders', () => {
  it('is nothing where only their policies do', () => {
    const weights = { load: 1, specialty: 0, time: 0, distance: 0 };
    expect(differencesOf([sampleRun(settings), sampleRun({ ...settings, policy: 'random', weights })])).toEqual([]);
  });

  it('is told setting by setting, with what each run had', () => {
    const differences = differencesOf([
      sampleRun({ ...settings, speed: 1 }),
      sampleRun({
        migration: { ...MIGRATION_DEFAULTS, highPercent: 80, movesMax: 1 },
        silence: { lostAfterMs: 4_000 },
        speed: 20,
        weights: { load: 0.1, specialty: 0.3, time: 0.2, distance: 0.4 },
      }),
      sampleRun({ ...settings, speed: 1, policy: 'random' }),
    ]);
    expect(differences).toEqual([
      { setting: 'speed', values: ['as it is', '20 times', 'as it is'] },
      {
        setting: 'weights',
        values: [
          'load 0.4, specialty 0.3, time 0.2, distance 0.1',
          'load 0.1, specialty 0.3, time 0.2, distance 0.4',
          null,
        ],
      },
      { setting: 'gives orders above', values: ['90 %', '80 %', '90 %'] },
      { setting: 'moved in a cycle at most', values: ['2 orders', '1 order', '2 orders'] },
      { setting: 'lost when silent for', values: ['2.5 s', '4.0 s', '2.5 s'] },
    ]);
  });

  it('is told where a run is too old for its settings to have been kept', () => {
    const old = sampleRun({ migration: null, silence: null });
    const differences = differencesOf([old, sampleRun(settings)]);
    expect(differences).toContainEqual({ setting: 'lost when silent for', values: [null, '2.5 s'] });
    expect(differencesOf([old, old])).toEqual([]);
  });
});
