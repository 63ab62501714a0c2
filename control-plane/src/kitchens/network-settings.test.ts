import { SILENCE_DEFAULTS } from '@longshore/kitchens';
import { kitchenNetworkPatch } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { fullSettings, type NetworkRow } from './network-settings.ts';

describe('settings of the network', () => {
  const row: NetworkRow = { policy: 'scored', runPolicy: null, weights: null, migration: {}, silence: {} };

  it('are as they are unless somebody changed them', () => {
    expect(fullSettings(row).silence).toEqual(SILENCE_DEFAULTS);
    expect(fullSettings({ ...row, silence: { lostAfterMs: 4_000 } }).silence).toEqual({ lostAfterMs: 4_000 });
  });

  it('do not say how often kitchens report: that is each kitchen’s own', () => {
    const ofBefore = { ...row, silence: { statusMs: 200, lostAfterMs: 4_000 } };
    expect(fullSettings(ofBefore).silence).toEqual({ lostAfterMs: 4_000 });
    expect(kitchenNetworkPatch.safeParse({ silence: { statusMs: 200 } }).success).toBe(false);
  });
});
