import pino from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeEngine } from '../../../test/fakes/fake-engine.ts';
import { realClock } from '../clock.ts';
import { ImageKeeper } from './image-keeper.ts';
import { isMarker, listedReference, markedImages, markerOf } from './image-marker.ts';

const day = 86_400_000;

let engine: FakeEngine;
let nowMs: number;
let wanted: string[];
let keeper: ImageKeeper;

function newKeeper(): ImageKeeper {
  return new ImageKeeper({
    engine,
    clock: { ...realClock, wallMs: () => nowMs },
    log: pino({ level: 'silent' }),
    settings: { unusedAfterMs: 7 * day, diskPercent: null, intervalMs: 600_000 },
    disk: () => null,
    wanted: () => wanted,
    usable: () => true,
    onRemoved: () => undefined,
  });
}

beforeEach(() => {
  engine = new FakeEngine();
  nowMs = 1_000 * day;
  wanted = [];
  keeper = newKeeper();
});

const tags = () => [...engine.images.keys()].filter((tag) => !isMarker(tag));
const marks = () => [...engine.images.keys()].filter(isMarker);

/** As a pull does it; resolves when the mark is there, or is known not to come. */
async function pull(image: string, id: string): Promise<void> {
  const wasThere = engine.images.has(image);
  engine.images.set(image, id);
  const looks = engine.countOf('listImages');
  keeper.pulled(image, wasThere);
  await vi.waitFor(() => expect(engine.countOf('listImages')).toBeGreaterThan(looks));
  await keeper.cleanUp();
}

describe('the keeper of images', () => {
  it('removes what was pulled and not used for long, with its mark, and nothing that was there before', async () => {
    engine.images.set('users/own:1', 'sha256:own');
    await pull('tools/shell:1', 'sha256:shell');
    expect(marks()).toHaveLength(1);
    nowMs += 6 * day;
    await keeper.cleanUp();
    expect(tags()).toEqual(['users/own:1', 'tools/shell:1']);
    nowMs += day;
    await keeper.cleanUp();
    expect(tags()).toEqual(['users/own:1']);
    expect(marks()).toEqual([]);
  });

  it('never marks what was there before it was pulled anew', async () => {
    engine.images.set('users/own:1', 'sha256:own');
    await pull('users/own:1', 'sha256:newer');
    nowMs += 100 * day;
    await keeper.cleanUp();
    expect(tags()).toEqual(['users/own:1']);
    expect(marks()).toEqual([]);
  });

  it('remembers over a restart, and counts from the last use', async () => {
    await pull('tools/shell:1', 'sha256:shell');
    nowMs += 6 * day;
    keeper = newKeeper();
    keeper.used('tools/shell:1');
    await keeper.cleanUp();
    nowMs += 6 * day;
    keeper = newKeeper();
    await keeper.cleanUp();
    expect(tags()).toEqual(['tools/shell:1']);
    nowMs += day;
    await keeper.cleanUp();
    expect(tags()).toEqual([]);
  });

  it('keeps what a container has, whoever’s it is, and what an attempt is about to use', async () => {
    await pull('tools/shell:1', 'sha256:shell');
    await pull('tools/other:1', 'sha256:other');
    const request = { name: 'somebody', labels: {}, image: 'tools/shell:1' };
    engine.put(request as Parameters<FakeEngine['put']>[0], { ours: false });
    wanted = ['tools/other:1'];
    nowMs += 100 * day;
    await keeper.cleanUp();
    expect(tags()).toEqual(['tools/shell:1', 'tools/other:1']);
    expect(markedImages(await engine.listImages()).map(({ lastUsedMs }) => lastUsedMs)).toContain(nowMs);
  });

  it('goes with a name that moves on: the image it stood for before goes, the new one is marked', async () => {
    await pull('tools/shell:latest', 'sha256:before');
    await pull('tools/shell:latest', 'sha256:after');
    expect([...new Set(engine.images.values())]).toEqual(['sha256:after']);
    expect(marks()).toHaveLength(1);
  });

  it('leaves another name of the same image to whom it belongs', async () => {
    await pull('tools/shell:1', 'sha256:shell');
    engine.images.set('users/copy:1', 'sha256:shell');
    nowMs += 8 * day;
    await keeper.cleanUp();
    expect([...engine.images]).toEqual([['users/copy:1', 'sha256:shell']]);
  });
});

describe('the mark of an image', () => {
  it.each([
    ['busybox', 'busybox:latest'],
    ['docker.io/library/busybox:1', 'busybox:1'],
    ['127.0.0.1:5000/tools/shell', '127.0.0.1:5000/tools/shell:latest'],
    ['ghcr.io/acme/tool:1.2', 'ghcr.io/acme/tool:1.2'],
    ['acme/tool@sha256:0123', 'acme/tool@sha256:0123'],
  ])('is of %s as the engine lists it: %s', (given, listed) => {
    expect(listedReference(given)).toBe(listed);
    const marker = markerOf(given, 1_700_000_000_999);
    expect(isMarker(marker)).toBe(true);
    expect(isMarker(listed)).toBe(false);
    expect(markedImages([{ id: 'i', references: [marker, listed, 'other:1'], sizeBytes: 1 }])).toEqual([
      { id: 'i', reference: listed, marker, lastUsedMs: 1_700_000_000_000, sizeBytes: 1 },
    ]);
  });
});
