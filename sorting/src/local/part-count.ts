/** A part of so many bytes is sorted within a core's cache. */
const PART_BYTES = 1024 * 1024;
const MOST_PARTS = 256;

/** Into how many parts so much is divided. */
export function partCount(bytes: number, partBytes: number = PART_BYTES): number {
  return Math.max(1, Math.min(MOST_PARTS, Math.ceil(bytes / partBytes)));
}
