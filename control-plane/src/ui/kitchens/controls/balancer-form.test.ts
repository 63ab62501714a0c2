import { MIGRATION_DEFAULTS, SILENCE_DEFAULTS } from '@longshore/kitchens';
import { describe, expect, it } from 'vitest';
import { balancerErrors, formOfSettings, settingsOfForm, validateBalancer } from './balancer-form.ts';

const settings = { migration: MIGRATION_DEFAULTS, silence: SILENCE_DEFAULTS };
const form = formOfSettings(settings);

describe('the form of migration and silence', () => {
  it('holds the settings as they are, in seconds, and finds nothing wrong with them', () => {
    expect(settingsOfForm(form)).toEqual(settings);
    expect(form.lostAfterMs).toBe(SILENCE_DEFAULTS.lostAfterMs / 1_000);
    expect(validateBalancer(form)).toEqual({});
  });

  it('says what is wrong: thresholds crossed over, too short a silence, nothing typed', () => {
    expect(validateBalancer({ ...form, lowPercent: 95 }).lowPercent).toContain('below highPercent');
    expect(validateBalancer({ ...form, lostAfterMs: 0.1 }).lostAfterMs).toContain('at least 1 s');
    expect(validateBalancer({ ...form, cycleMs: '' })).toEqual({ cycleMs: 'a number' });
    expect(validateBalancer({ ...form, cycleMs: 9_000_000 }).cycleMs).toBe('must be from 0.05 s to 3600 s');
    expect(validateBalancer({ ...form, movesMax: 1.5 }).movesMax).toContain('whole number');
  });

  it('puts what the control plane says at its field', () => {
    expect(
      balancerErrors([
        { path: 'migration.lowPercent', message: 'no' },
        { path: 'policy', message: 'x' },
      ]),
    ).toEqual({
      lowPercent: 'no',
    });
  });
});
