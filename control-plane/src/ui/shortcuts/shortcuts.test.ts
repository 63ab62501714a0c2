import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOMS } from '../frame/rooms.ts';
import { findClashes, keysTo, SHORTCUT_GROUPS, SHORTCUTS, type Shortcut } from './shortcuts.ts';

const keys = (typed: string): Shortcut => ({ keys: typed, words: typed, group: 'Everywhere' });

describe('the shortcuts', () => {
  it('do not clash: none is another, and none begins as another does', () => {
    expect(findClashes(SHORTCUTS)).toEqual([]);
  });

  it('would be found out if they did', () => {
    expect(findClashes([keys('g j'), keys('g j')])).toHaveLength(1);
    expect(findClashes([keys('g'), keys('g j')])).toHaveLength(1);
    expect(findClashes([keys('g j'), keys('g')])).toHaveLength(1);
    expect(findClashes([keys('g j'), keys('gj'), keys('j')])).toEqual([]);
    expect(findClashes([keys('x'), { ...keys('x'), ofPart: true }])).toEqual([]);
  });

  it('are keys that can be typed without a modifier: small letters and signs, one or two', () => {
    for (const shortcut of SHORTCUTS.filter(({ ofPart }) => ofPart !== true)) {
      expect(shortcut.keys).toMatch(/^[a-z?/,.]( [a-z,.])?$/);
    }
  });

  it('lead to every room, and each is listed in a group', () => {
    for (const { href } of ROOMS) expect(keysTo(href), href).toMatch(/^g .$/);
    expect(keysTo('/no/such/page')).toBeUndefined();
    expect(new Set(ROOMS.map(({ letter }) => letter)).size).toBe(ROOMS.length);
    expect([...new Set(SHORTCUTS.map(({ group }) => group))].toSorted()).toEqual([...SHORTCUT_GROUPS].toSorted());
  });

  it('are told of in the documentation, each with its keys', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/web-pages.md'), 'utf8');
    for (const { keys, words, ofPart } of SHORTCUTS) {
      if (ofPart !== true) expect(page).toContain(`| \`${keys}\` | ${words} |`);
    }
  });
});
