/** Two keys of one shortcut may be this far apart. */
export const BETWEEN_KEYS_MS = 1_500;

/** The beginning of a sequence that was typed and may go on. */
export interface Begun {
  readonly keys: readonly string[];
  readonly atMs: number;
}

/** What a key led to. */
export interface Press {
  /** The sequence that is complete with it. */
  readonly done: string | null;
  /** What is begun after it; null: nothing. */
  readonly begun: Begun | null;
}

/**
 * Follows the keys of shortcuts such as `?` and `g j`. A key that does not go on with what is begun does nothing by
 * itself, so that `g` and a slip never stops a job; but it may begin a sequence anew.
 *
 * @param key - as `KeyboardEvent.key`, letters small
 * @param atMs - of any clock that does not go back
 * @param sequences - those that mean something now, keys with spaces between
 */
export function pressKey(begun: Begun | null, key: string, atMs: number, sequences: readonly string[]): Press {
  const before = begun !== null && atMs - begun.atMs <= BETWEEN_KEYS_MS ? begun.keys : [];
  const keys = [...before, key];
  const typed = keys.join(' ');
  if (sequences.includes(typed)) return { done: typed, begun: null };
  if (goesOn(typed, sequences)) return { done: null, begun: { keys, atMs } };
  return { done: null, begun: before.length > 0 && goesOn(key, sequences) ? { keys: [key], atMs } : null };
}

function goesOn(typed: string, sequences: readonly string[]): boolean {
  return sequences.some((sequence) => sequence.startsWith(`${typed} `));
}
