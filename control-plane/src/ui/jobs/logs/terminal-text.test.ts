import { readableText } from '@longshore/schemas/words';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalSpans } from './terminal-text.ts';

const ESC = '\u001b';
const looks = (text: string) =>
  terminalSpans(text).map(({ text: part, ...look }) => [
    part,
    Object.fromEntries(Object.entries(look).filter(([, value]) => value !== null && value !== false)),
  ]);

describe('colours of a terminal', () => {
  it('are told by name for the sixteen, by value for all others', () => {
    expect(looks(`plain ${ESC}[31mred${ESC}[0m ${ESC}[1;92mgreen${ESC}[m`)).toEqual([
      ['plain ', {}],
      ['red', { ink: 'red' }],
      [' ', {}],
      ['green', { ink: 'bright-green', bold: true }],
    ]);
    expect(looks(`${ESC}[38;5;9ma${ESC}[38;5;196mb${ESC}[48;5;232mc`)).toEqual([
      ['a', { ink: 'bright-red' }],
      ['b', { ink: 'rgb(255, 0, 0)' }],
      ['c', { ink: 'rgb(255, 0, 0)', ground: 'rgb(8, 8, 8)' }],
    ]);
    expect(looks(`${ESC}[38;2;1;2;3ma${ESC}[39;48:2::4:5:6mb`)).toEqual([
      ['a', { ink: 'rgb(1, 2, 3)' }],
      ['b', { ground: 'rgb(4, 5, 6)' }],
    ]);
  });

  it('keep what was bold, dim, underlined and inverse apart', () => {
    expect(looks(`${ESC}[1mb${ESC}[22;2md${ESC}[22;4mu${ESC}[24;7;33mi${ESC}[27mn`)).toEqual([
      ['b', { bold: true }],
      ['d', { dim: true }],
      ['u', { underline: true }],
      ['i', { ink: 'yellow', ground: 'black', inverse: true }],
      ['n', { ink: 'yellow' }],
    ]);
  });

  it('take a curly underline for an underline', () => {
    expect(looks(`${ESC}[4:3mu`)).toEqual([['u', { underline: true }]]);
  });
});

describe('other codes', () => {
  it('are left out: cursor, clearing, title, links, character sets', () => {
    const text = `a${ESC}[2Kb${ESC}[?25lc${ESC}]0;title\u0007d${ESC}]8;;http://x${ESC}\\e${ESC}(Bf${ESC}7g`;
    expect(readableText(text)).toBe('abcdefg');
    expect(looks(text)).toEqual([['abcdefg', {}]]);
  });

  it('are shown where they are broken off, so that nothing hides behind them', () => {
    expect(readableText(`a${ESC}]0;no end`)).toBe('a\\x1b]0;no end');
    expect(readableText(`a${ESC}[31`)).toBe('a\\x1b[31');
  });
});

describe('bytes that cannot be seen', () => {
  it('are written out, a tab apart', () => {
    expect(readableText('a\u0000b\tc\rd\u007f')).toBe('a\\x00b\tc\\x0dd\\x7f');
  });

  it('do not turn the direction of what follows', () => {
    expect(readableText('user\u202egnp.exe')).toBe('user\\u202egnp.exe');
  });
});

it('the parts of any line make its readable text, in which nothing is left that a terminal would obey', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(`${ESC}[`, `${ESC}]`, ESC, '31', ';', ':', 'm', 'K', '\u0007', '38;5;', '38:2::1:2:3m', '7m', '0m'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const readable = readableText(text);
      expect(
        terminalSpans(text)
          .map((span) => span.text)
          .join(''),
      ).toBe(readable);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
      expect(readable).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202e]/);
    }),
  );
});
