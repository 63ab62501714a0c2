import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'].flatMap((name) => [
  name,
  `bright-${name}`,
]);
/** WCAG 2.1 AA, for text of an ordinary size. */
const LEGIBLE = 4.5;

type Colour = [red: number, green: number, blue: number];

const ours = readFileSync(new URL('./log-colours.module.css', import.meta.url), 'utf8');
const palette = readFileSync(new URL('../../theme/global.css', import.meta.url), 'utf8');

/** The variables of the rules whose selector ends so. */
function variables(css: string, dark: boolean): Map<string, Colour> {
  const found = new Map<string, Colour>();
  for (const [, selector = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!/:root|\.colours/.test(selector) || selector.includes('.ls-')) continue;
    if (selector.includes('scheme="dark"') !== dark) continue;
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)) {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
      found.set(name, [red, green, blue]);
    }
  }
  return found;
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const mix = (one: Colour, other: Colour, share: number): Colour => [
  one[0] * share + other[0] * (1 - share),
  one[1] * share + other[1] * (1 - share),
  one[2] * share + other[2] * (1 - share),
];

describe.each([
  ['light', false],
  ['dark', true],
])('the sixteen colours of a terminal in the %s theme', (_, dark) => {
  const theme = variables(palette, dark);
  const colours = variables(ours, dark);
  const of = (from: Map<string, Colour>, name: string): Colour => {
    const colour = from.get(name);
    if (colour === undefined) throw new Error(`There is no colour ${name}`);
    return colour;
  };
  const sunken = of(theme, 'ls-sunken');
  const backgrounds: [string, Colour][] = [
    ['a line', sunken],
    ['a line of stderr', mix(of(theme, 'ls-badly'), sunken, 0.06)],
    ['a line under the pointer', of(theme, 'ls-hover')],
    ['a chosen line', of(theme, 'ls-selected')],
  ];

  it.each(NAMES)('%s is legible wherever it may stand, dim too', (name) => {
    const ink = of(colours, `log-${name}`);
    for (const [where, background] of backgrounds) {
      expect(contrast(ink, background), `on ${where}`).toBeGreaterThanOrEqual(LEGIBLE);
      expect(contrast(mix(ink, sunken, 0.88), background), `dim, on ${where}`).toBeGreaterThanOrEqual(LEGIBLE);
    }
    // Inverse: the line's own background as ink.
    expect(contrast(ink, sunken)).toBeGreaterThanOrEqual(LEGIBLE);
  });

  it.each(NAMES)('every ink is legible on %s', (name) => {
    const ground = of(colours, `log-${name}-ground`);
    for (const ink of NAMES) {
      expect(contrast(of(colours, `log-${ink}`), ground), ink).toBeGreaterThanOrEqual(LEGIBLE);
    }
    expect(contrast(of(theme, 'ls-text'), ground)).toBeGreaterThanOrEqual(LEGIBLE);
  });

  it('numbers and times are legible too', () => {
    for (const [where, background] of backgrounds) {
      expect(contrast(of(theme, 'ls-text-3'), background), where).toBeGreaterThanOrEqual(LEGIBLE);
    }
  });
});
