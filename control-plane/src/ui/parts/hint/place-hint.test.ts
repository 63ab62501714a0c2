import { describe, expect, it } from 'vitest';
import { placeHint } from './place-hint.ts';

const window = { width: 1_000, height: 600 };
const size = { width: 100, height: 20 };

describe('a hint', () => {
  it('stands above what it is about, in its middle', () => {
    expect(placeHint({ left: 400, top: 300, width: 60, height: 30 }, size, window, 'top')).toEqual({
      left: 380,
      top: 274,
    });
  });

  it('stands below where there is no room above', () => {
    expect(placeHint({ left: 400, top: 4, width: 60, height: 30 }, size, window, 'top').top).toBe(40);
  });

  it('stands at the right where it is told to, and above where there is no room', () => {
    expect(placeHint({ left: 10, top: 100, width: 40, height: 40 }, size, window, 'right')).toEqual({
      left: 56,
      top: 110,
    });
    expect(placeHint({ left: 940, top: 100, width: 40, height: 40 }, size, window, 'right').top).toBe(74);
  });

  it('stays within the window', () => {
    expect(placeHint({ left: 0, top: 300, width: 20, height: 30 }, size, window, 'top').left).toBe(6);
    expect(placeHint({ left: 985, top: 300, width: 15, height: 30 }, size, window, 'top').left).toBe(894);
  });
});
