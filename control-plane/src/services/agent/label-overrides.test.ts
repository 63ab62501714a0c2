import { labelChangesSchema } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOverrides } from './label-overrides.ts';

const name = fc.constantFrom('zone', 'disk', 'gpu', 'rack');
const value = fc.constantFrom('a', 'b', 'c');
const own = fc.dictionary(name, value);
const changes = fc.dictionary(name, fc.option(value));

/** As the database does it: own, then what is laid over them, then without those taken away. */
const inForce = (labels: Record<string, string>, over: Record<string, string | null>) =>
  Object.fromEntries(Object.entries({ ...labels, ...over }).filter(([, one]) => one !== null));

describe('labels that an operator sets', () => {
  it('are laid over the agent’s own, and null takes one away', () => {
    expect(labelOverrides({ zone: 'a', disk: 'ssd' }, {}, { zone: 'b', disk: null, gpu: 'yes' })).toEqual({
      zone: 'b',
      disk: null,
      gpu: 'yes',
    });
  });

  it('are forgotten once they are what the agent says by itself, or take away what it does not have', () => {
    expect(labelOverrides({ zone: 'a' }, { zone: 'b', gpu: 'yes' }, { zone: 'a', gpu: null })).toEqual({});
  });

  it('are all forgotten by null', () => {
    expect(labelOverrides({ zone: 'a' }, { zone: 'b', gpu: 'yes' }, null)).toEqual({});
  });

  it('are in force exactly as asked for, and every other label stays as it was', () => {
    fc.assert(
      fc.property(own, changes, changes, (labels, first, second) => {
        const before = labelOverrides(labels, {}, first);
        const after = inForce(labels, labelOverrides(labels, before, second));
        for (const [one, wanted] of Object.entries(second)) expect(after[one]).toBe(wanted ?? undefined);
        const untouched = Object.entries(inForce(labels, before)).filter(([one]) => !(one in second));
        for (const [one, stays] of untouched) expect(after[one]).toBe(stays);
      }),
    );
  });
});

describe('a change of labels', () => {
  it.each([
    [{ 'not a name': 'x' }, 'a label has 1–63 letters'],
    [{ '-zone': 'x' }, 'a label has 1–63 letters'],
    [{ zone: 1 }, 'expected string'],
    [{ zone: 'a\nb' }, 'one line'],
    [{ zone: 'x'.repeat(256) }, '255'],
    [Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`l${n}`, 'x'])), 'at most 100 labels at once'],
  ])('is refused in words: %j', (given, words) => {
    const parsed = labelChangesSchema.safeParse(given);
    expect(JSON.stringify(parsed.error?.issues)).toContain(words);
  });
});
