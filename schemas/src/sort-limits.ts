/** Bounds of distributed sorts. */
export const SORT_LIMITS = {
  nameLength: 120,
  workersMax: 64,
  /** Typed or pasted; more is an upload. */
  valuesMax: 100_000,
  /** Generated. */
  countMax: 10_000_000_000,
  uploadBytesMax: 8 * 1024 * 1_048_576,
  /** An element has to fit into a record, with its key. */
  lineBytesMax: 2 * 1_048_576,
  /** Elements in one answer. */
  elementsMax: 1_000,
  keepDaysMax: 365,
} as const;

export const SORT_DISTRIBUTIONS = ['uniform', 'sorted', 'reversed', 'all-equal', 'zipf', 'few-distinct'] as const;
