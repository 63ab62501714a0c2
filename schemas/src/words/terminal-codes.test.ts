import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableText, withColoursOnly } from './terminal-codes.ts';

const ESC = '\u001b';
/** Texts of which much is code, whole or broken off. */
const wild = fc
  .array(
    fc.oneof(
      fc.constantFrom(ESC, '[', ']', 'm', '0;', '31', '\u0007', '\\', '\u009b', '\r', 'P', '?25l', '8;;', '\u202e'),
      fc.string({ maxLength: 3, unit: 'binary' }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

/** Everything that a terminal would do something about but show it, colours apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const OBEYED = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const COLOUR = /\u001b\[[\d;:]*m/g;

describe('a line of a program that nobody knows', () => {
  it('has nothing that a terminal would obey but colours, whatever was written', () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(withColoursOnly(text).replaceAll(COLOUR, '')).not.toMatch(OBEYED);
        expect(readableText(text)).not.toMatch(OBEYED);
      }),
    );
  });

  it('reads the same with its colours and without', () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(withColoursOnly(text).replaceAll(COLOUR, '')).toBe(readableText(text));
      }),
    );
  });

  it('does not colour what comes after it', () => {
    expect(withColoursOnly(`${ESC}[1;31mred`)).toBe(`${ESC}[1;31mred${ESC}[0m`);
    expect(withColoursOnly(`${ESC}]0;title\u0007plain`)).toBe('plain');
    expect(withColoursOnly('a tab\tand a word')).toBe('a tab\tand a word');
  });

  it('shows a code that is broken off, so that nothing hides behind it', () => {
    expect(withColoursOnly(`${ESC}]52;c;no end`)).toBe('\\x1b]52;c;no end');
    expect(withColoursOnly(`${ESC}[31mred${ESC}[3`)).toBe(`${ESC}[31mred\\x1b[3${ESC}[0m`);
  });
});
