/** A part of so many bytes is sorted within a core's cache. */
const PART_BYTES = 1024 * 1024;
const MOST_PARTS = 256;

/** Into how many parts elements are divided that all are in memory. */
export function partCount(bytes: number): number {
  return Math.max(1, Math.min(MOST_PARTS, Math.ceil(bytes / PART_BYTES)));
}
