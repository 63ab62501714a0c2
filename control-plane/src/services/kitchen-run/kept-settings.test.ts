import { MIGRATION_DEFAULTS, SILENCE_DEFAULTS } from '@longshore/kitchens';
import { DEFAULT_WEIGHTS } from '@longshore/schemas/placement';
import { expect, it } from 'vitest';
import { fullSettings } from '../../kitchens/network-settings.ts';
import { keptSettings, settingsOfRun } from './kept-settings.ts';

it('a run keeps the weights, the migration and the silence that the network had when it was started', () => {
  const row = {
    policy: 'scored',
    runPolicy: null,
    weights: null,
    migration: { highPercent: 70 },
    silence: {},
  } as const;
  expect(settingsOfRun(keptSettings(fullSettings(row)))).toEqual({
    weights: DEFAULT_WEIGHTS,
    migration: { ...MIGRATION_DEFAULTS, highPercent: 70 },
    silence: SILENCE_DEFAULTS,
  });
});

it('of a run that kept its weights alone nothing else is said', () => {
  const weights = { load: 1, specialty: 0, time: 0, distance: 0 };
  expect(settingsOfRun(weights)).toEqual({ weights, migration: null, silence: null });
  expect(settingsOfRun(null)).toEqual({ weights: DEFAULT_WEIGHTS, migration: null, silence: null });
});
