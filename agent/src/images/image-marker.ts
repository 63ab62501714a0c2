import { createHash } from 'node:crypto';
import type { ListedImage } from '../engine/engine.ts';

/** Under this name the engine itself remembers which images Longshore pulled, and when each was last used. */
const REPOSITORY = 'longshore.pulled/';
const MARKER = /^longshore\.pulled\/([0-9a-f]{32}):([0-9]{1,15})$/;

/**
 * The short form under which the engine lists an image: without the default registry, and with a tag.
 *
 * @param reference - as jobs name it, such as `docker.io/library/busybox`
 */
export function listedReference(reference: string): string {
  const short = reference.replace(/^docker\.io\//, '').replace(/^library\//, '');
  const name = short.slice(short.lastIndexOf('/') + 1);
  return name.includes(':') || name.includes('@') ? short : `${short}:latest`;
}

function hashOf(reference: string): string {
  return createHash('sha256').update(listedReference(reference)).digest('hex').slice(0, 32);
}

/** The repository of the tag that marks a reference as pulled by Longshore. */
export function markerRepository(reference: string): string {
  return `${REPOSITORY}${hashOf(reference)}`;
}

/** The tag that marks a reference as pulled by Longshore and last used then, by the agent's clock. */
export function markerOf(reference: string, lastUsedMs: number): string {
  return `${markerRepository(reference)}:${Math.floor(lastUsedMs / 1_000)}`;
}

/** Whether a tag is one of these marks, which are nobody's image. */
export function isMarker(tag: string): boolean {
  return MARKER.test(tag);
}

/** An image that Longshore pulled under a reference. */
export interface MarkedImage {
  id: string;
  /** Null: the reference stands for another image by now. */
  reference: string | null;
  marker: string;
  lastUsedMs: number;
  sizeBytes: number;
}

/** Finds the marks among the engine's images; one that has no mark is not ours. */
export function markedImages(images: readonly ListedImage[]): MarkedImage[] {
  return images.flatMap(({ id, references, sizeBytes }) =>
    references.flatMap((marker): MarkedImage[] => {
      const [, hash, seconds] = MARKER.exec(marker) ?? [];
      if (hash === undefined) return [];
      const reference = references.find((one) => !isMarker(one) && hashOf(one) === hash) ?? null;
      return [{ id, reference, marker, lastUsedMs: Number(seconds) * 1_000, sizeBytes }];
    }),
  );
}
