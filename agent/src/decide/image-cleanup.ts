import type { MarkedImage } from '../images/image-marker.ts';

/** Which images that Longshore pulled are kept no longer. */
export interface ImageSettings {
  /** Not used for so long: removed. Null: never for its age. */
  unusedAfterMs: number | null;
  /** While the disk is fuller than that: those unused for longest are removed. Null: never for the disk. */
  diskPercent: number | null;
}

export interface ImagesSeen {
  /** Only what carries Longshore's mark. */
  marked: readonly MarkedImage[];
  /** Ids of images that any container has, whoever's it is and whether or not it runs. */
  inUse: ReadonlySet<string>;
  /** References, as the engine lists them, that attempts at hand are about to use. */
  wanted: ReadonlySet<string>;
  disk: { freeBytes: number; totalBytes: number } | null;
  nowMs: number;
}

export interface ImageRemoval {
  image: MarkedImage;
  /** For the log. */
  because: string;
}

/** What was used a moment ago is likely to be used again, full disk or not. */
const restMs = 600_000;

/**
 * Decides which images go: what was not used for long enough and, while the disk is too full, what was unused for
 * longest, until the rest would fit. Never one that a container has or an attempt is about to use, and never one that
 * Longshore did not pull: such a one has no mark and is not even looked at.
 */
export function imageCleanup(seen: ImagesSeen, settings: ImageSettings): ImageRemoval[] {
  const { inUse, wanted, disk, nowMs } = seen;
  const idle = seen.marked
    .filter(({ id, reference }) => !inUse.has(id) && (reference === null || !wanted.has(reference)))
    .toSorted((a, b) => a.lastUsedMs - b.lastUsedMs || (a.marker < b.marker ? -1 : 1));
  const removals: ImageRemoval[] = [];
  let freedBytes = 0;
  const remove = (image: MarkedImage, because: string) => {
    removals.push({ image, because });
    freedBytes += image.sizeBytes;
  };
  const fullPercent = () => (disk === null ? 0 : (1 - (disk.freeBytes + freedBytes) / disk.totalBytes) * 100);
  const young: MarkedImage[] = [];
  for (const image of idle) {
    const unusedMs = nowMs - image.lastUsedMs;
    if (image.reference === null) remove(image, 'another image has its name by now');
    else if (settings.unusedAfterMs !== null && unusedMs >= settings.unusedAfterMs)
      remove(image, 'unused for too long');
    else if (unusedMs >= restMs) young.push(image);
  }
  if (settings.diskPercent === null || disk === null || disk.totalBytes === 0) return removals;
  for (const image of young) {
    if (fullPercent() <= settings.diskPercent) break;
    remove(image, 'the disk is too full, and it was unused for longest');
  }
  return removals;
}
