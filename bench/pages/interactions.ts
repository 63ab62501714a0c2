/** One event of an interaction, as the browser tells of it (Event Timing). */
export interface InputEvent {
  /** Of the interaction: a key's going down and up, or a click's, are one. */
  interaction: number;
  name: string;
  /** From the input until what followed from it was painted. */
  durationMs: number;
}

/** Shorter ones the browser does not tell of. */
export const SHORTEST_TOLD_MS = 16;

/** How long interactions took. */
export interface Interactions {
  count: number;
  /**
   * Of the slowest, with one left out of each 50 (Interaction to Next Paint, web.dev/articles/inp). What was too short to
   * be told counts as the longest that is not told; not a number: there was none.
   */
  inpMs: number;
  /** The slowest ones, the worst first. */
  slowest: { name: string; durationMs: number }[];
}

/** @param count - how many interactions there were, those that are not told included */
export function describeInteractions(events: readonly InputEvent[], count: number): Interactions {
  const longest = [...Map.groupBy(events, ({ interaction }) => interaction).values()]
    .flatMap((parts) => parts.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 1))
    .toSorted((a, b) => b.durationMs - a.durationMs);
  const all = Math.max(count, longest.length);
  return {
    count: all,
    inpMs: all === 0 ? Number.NaN : (longest[Math.floor(all / 50)]?.durationMs ?? SHORTEST_TOLD_MS),
    slowest: longest.slice(0, 5).map(({ name, durationMs }) => ({ name, durationMs })),
  };
}
