import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { type ImageSettings, imageCleanup } from '../decide/image-cleanup.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/engine-error.ts';
import { listedReference, type MarkedImage, markedImages, markerOf, markerRepository } from './image-marker.ts';

export interface ImageKeeperOptions {
  engine: Pick<Engine, 'listImages' | 'usedImages' | 'tagImage' | 'removeImage'>;
  clock: Clock;
  log: Logger;
  settings: ImageSettings & { intervalMs: number };
  disk: () => { freeBytes: number; totalBytes: number } | null;
  /** Images that attempts at hand are about to use. */
  wanted: () => readonly string[];
  /** Whether the engine answers. */
  usable: () => boolean;
  onRemoved: () => void;
}

/** A mark is brought up to date at most this often. */
const markedAnewAfterMs = 3_600_000;

/**
 * Keeps track of the images that Longshore pulled, in the engine itself (docs/adr/0040), and removes those that nobody
 * uses any more. An image that was there before is never marked, and so never removed.
 */
export class ImageKeeper {
  readonly #options: ImageKeeperOptions;
  /** Used since the last round. */
  readonly #used = new Set<string>();
  #round: Promise<void> = Promise.resolve();
  #callOff: (() => void) | null = null;
  #stopped = false;

  constructor(options: ImageKeeperOptions) {
    this.#options = options;
  }

  /** Looks at the images at an interval, until `stop`. */
  start(): void {
    const { clock, settings, log } = this.#options;
    this.#callOff = clock.after(settings.intervalMs, () => {
      this.cleanUp()
        .catch((error: unknown) => log.warn({ err: error }, 'images were not looked at; that is tried again'))
        .finally(() => {
          if (!this.#stopped) this.start();
        });
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff?.();
  }

  /** An attempt uses an image. */
  used(reference: string): void {
    this.#used.add(listedReference(reference));
  }

  /**
   * An image was pulled. One that was there before and carries no mark was somebody else's, and stays so. Returns at
   * once: without its mark an image is only kept for longer.
   */
  pulled(reference: string, wasThere: boolean): void {
    const { log } = this.#options;
    this.used(reference);
    this.#mark(reference, wasThere).catch((error: unknown) => {
      log.warn({ err: error, image: reference }, 'an image could not be marked as pulled by Longshore; it is kept');
    });
  }

  /** One look: brings marks up to date, and removes what is kept no longer. One at a time. */
  cleanUp(): Promise<void> {
    const turn = () => this.#cleanUpOnce();
    this.#round = this.#round.then(turn, turn);
    return this.#round;
  }

  async #mark(reference: string, wasThere: boolean): Promise<void> {
    const { engine, clock } = this.#options;
    const name = listedReference(reference);
    const before = markedImages(await engine.listImages()).filter((image) => sameMark(image, name));
    if (wasThere && before.length === 0) return;
    const marker = markerOf(name, clock.wallMs());
    await engine.tagImage(reference, marker);
    const current = before.find((image) => image.reference !== null && image.marker !== marker);
    if (current !== undefined) await engine.removeImage(current.marker);
  }

  async #cleanUpOnce(): Promise<void> {
    const { engine, clock, log, settings, disk, wanted, usable, onRemoved } = this.#options;
    if (!usable()) return;
    const used = new Set(this.#used);
    this.#used.clear();
    const inUse = new Set(await engine.usedImages());
    const nowMs = clock.wallMs();
    const marked: MarkedImage[] = [];
    for (const image of markedImages(await engine.listImages())) {
      const isUsed = inUse.has(image.id) || (image.reference !== null && used.has(image.reference));
      marked.push(isUsed ? await this.#markAnew(image, nowMs) : image);
    }
    const seen = { marked, inUse, wanted: new Set(wanted().map(listedReference)), disk: disk(), nowMs };
    for (const { image, because } of imageCleanup(seen, settings)) {
      log.info({ image: image.reference ?? image.id, because }, 'removing an image that Longshore pulled');
      if (await this.#remove(image)) onRemoved();
    }
  }

  async #markAnew(image: MarkedImage, nowMs: number): Promise<MarkedImage> {
    const { engine } = this.#options;
    if (image.reference === null) return image;
    if (nowMs - image.lastUsedMs < markedAnewAfterMs) return { ...image, lastUsedMs: nowMs };
    const marker = markerOf(image.reference, nowMs);
    await engine.tagImage(image.id, marker);
    await engine.removeImage(image.marker);
    return { ...image, marker, lastUsedMs: nowMs };
  }

  /** Takes its name and its mark away; without another name the engine deletes it. */
  async #remove({ reference, marker }: MarkedImage): Promise<boolean> {
    const { engine, log } = this.#options;
    try {
      if (reference !== null) await engine.removeImage(reference);
      await engine.removeImage(marker);
      return true;
    } catch (error) {
      // A container was made of it a moment ago: the engine knows better.
      if (!(error instanceof EngineError) || error.code !== 'RUNNING') throw error;
      log.info({ image: reference ?? marker }, 'an image is in use after all; it stays');
      return false;
    }
  }
}

function sameMark({ marker }: MarkedImage, name: string): boolean {
  return marker.startsWith(`${markerRepository(name)}:`);
}
