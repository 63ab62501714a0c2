import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, oneLine, pad, widthOf } from './width.ts';

describe('the width of a text', () => {
  it.each([
    ['people', 6],
    ['', 0],
    ['\u001b[31mred\u001b[39m', 3],
    ['日本', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['🚢', 2],
    ['👩‍🚀', 2],
    ['✓ Succeeded', 11],
    ['▶', 1],
  ])('%j takes %d columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('is kept within bounds by cutting, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).map(oneLine), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const short = cut(text, width);
        expect(widthOf(short)).toBeLessThanOrEqual(width);
        expect(short === text || short.endsWith('…')).toBe(true);
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
        expect(widthOf(pad(short, width))).toBe(width);
        expect(widthOf(pad(short, width, 'right'))).toBe(width);
      }),
    );
  });
});

describe('text of others on one line', () => {
  it('loses escape sequences, line breaks and what turns the direction of writing', () => {
    expect(oneLine('a\u001b[2Jb\nc\td\u0007e\u202ef')).toBe('ab c def');
  });
});
