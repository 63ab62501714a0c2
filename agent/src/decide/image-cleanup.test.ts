import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkedImage } from '../images/image-marker.ts';
import { type ImagesSeen, imageCleanup } from './image-cleanup.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = 1_000 * day;

const image = (name: string, unusedMs: number, changes: Partial<MarkedImage> = {}): MarkedImage => ({
  id: `id of ${name}`,
  reference: name,
  marker: `mark of ${name}`,
  lastUsedMs: now - unusedMs,
  sizeBytes: 100,
  ...changes,
});
const seen = (marked: MarkedImage[], changes: Partial<ImagesSeen> = {}): ImagesSeen => ({
  marked,
  inUse: new Set(),
  wanted: new Set(),
  disk: { freeBytes: 500, totalBytes: 1_000 },
  nowMs: now,
  ...changes,
});
const settings = { unusedAfterMs: 7 * day, diskPercent: 85 };
const names = (removals: ReturnType<typeof imageCleanup>) => removals.map(({ image: one }) => one.reference);

describe('images that Longshore pulled', () => {
  it('go when nothing has used them for long enough', () => {
    const marked = [image('old', 8 * day), image('recent', 6 * day)];
    expect(names(imageCleanup(seen(marked), settings))).toEqual(['old']);
    expect(imageCleanup(seen(marked), { ...settings, unusedAfterMs: null })).toEqual([]);
  });

  it('go from a full disk, the longest unused first, and no more than are needed', () => {
    const marked = [image('c', hour), image('a', 3 * hour), image('b', 2 * hour)];
    const disk = { freeBytes: 0, totalBytes: 1_000 };
    expect(names(imageCleanup(seen(marked, { disk }), settings))).toEqual(['a', 'b']);
    expect(imageCleanup(seen(marked, { disk }), { ...settings, diskPercent: null })).toEqual([]);
    expect(imageCleanup(seen(marked, { disk: null }), settings)).toEqual([]);
  });

  it('stay while a container has them, an attempt is about to use them, or they were used a moment ago', () => {
    const marked = [image('held', 9 * day), image('wanted', 9 * day), image('fresh', 60_000)];
    const held = { inUse: new Set(['id of held']), wanted: new Set(['wanted']) };
    expect(imageCleanup(seen(marked, { ...held, disk: { freeBytes: 0, totalBytes: 1_000 } }), settings)).toEqual([]);
  });

  it('go when another image has their name by now, unless a container has them still', () => {
    const superseded = image('x', 1, { reference: null });
    expect(imageCleanup(seen([superseded]), settings)).toHaveLength(1);
    expect(imageCleanup(seen([superseded], { inUse: new Set([superseded.id]) }), settings)).toEqual([]);
  });

  it('are never removed in use, and never when nothing asks for it, whatever there is', () => {
    const marked = fc.uniqueArray(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), unusedMs: fc.nat(20 * day), used: fc.boolean() }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(marked, fc.nat(1_000), (given, freeBytes) => {
        const inUse = new Set(given.filter(({ used }) => used).map(({ name }) => `id of ${name}`));
        const disk = { freeBytes, totalBytes: 1_000 };
        const removals = imageCleanup(
          seen(
            given.map(({ name, unusedMs }) => image(name, unusedMs)),
            { inUse, disk },
          ),
          settings,
        );
        for (const { image: one } of removals) {
          expect(inUse.has(one.id)).toBe(false);
          expect(now - one.lastUsedMs >= settings.unusedAfterMs || freeBytes < 150).toBe(true);
        }
        expect(new Set(names(removals)).size).toBe(removals.length);
      }),
    );
  });
});
