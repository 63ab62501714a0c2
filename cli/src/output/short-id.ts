/** Length of a time-ordered id down to its millisecond: enough for a person nearly always. */
const USUAL = 13;

/** How much of ids must be shown so that those of one list are told apart. */
export function shortIdLength(ids: readonly string[]): number {
  const distinct = new Set(ids);
  for (let length = USUAL; length < 36; length += 1) {
    if (new Set([...distinct].map((id) => id.slice(0, length))).size === distinct.size) return length;
  }
  return 36;
}
