/** What somebody else's clock said between two looks at one's own, in milliseconds. */
export interface ClockLook {
  beforeMs: number;
  thereMs: number;
  afterMs: number;
}

/** How far another clock is ahead, and by how much that may be wrong. */
export interface ClockOffset {
  offsetMs: number;
  uncertainMs: number;
}

/** Of the look that took least, as others know less. @throws RangeError when nobody looked */
export function clockOffset(looks: readonly ClockLook[]): ClockOffset {
  const [best] = looks.toSorted((a, b) => a.afterMs - a.beforeMs - (b.afterMs - b.beforeMs));
  if (best === undefined) throw new RangeError('Nobody looked at the clock');
  return {
    offsetMs: best.thereMs - (best.beforeMs + best.afterMs) / 2,
    // The clocks are read in whole milliseconds.
    uncertainMs: (best.afterMs - best.beforeMs) / 2 + 1,
  };
}
