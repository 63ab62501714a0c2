import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLabelText, textOfLabels } from './label-text.ts';

describe('labels as text', () => {
  it('come back as no change when nothing was edited', () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._/-]{0,10}$/);
    const value = fc.stringMatching(/^([a-z0-9=.-]{0,10})$/);
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 5 }), (labels) => {
        expect(readLabelText(textOfLabels(labels), labels)).toEqual({ ok: true, changes: {} });
      }),
    );
  });

  it('ask for what differs: set, changed and taken away', () => {
    expect(readLabelText('zone=b\n\n gpu = yes ', { zone: 'a', disk: 'ssd' })).toEqual({
      ok: true,
      changes: { zone: 'b', gpu: 'yes', disk: null },
    });
  });

  it.each([
    ['zone', 'Line 1: expected name=value'],
    ['zone=a\nzone=b', 'Line 2: zone is there twice'],
    ['a b=c', 'Line 1: a label has 1–63 letters'],
  ])('are refused with the line: %j', (text, words) => {
    expect(readLabelText(text, {})).toMatchObject({ ok: false, error: expect.stringContaining(words) });
  });
});
