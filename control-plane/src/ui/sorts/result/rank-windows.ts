/** Elements that are fetched together. */
export const WINDOW = 200;
/** Elements of a page: as many as a list can be scrolled through. */
export const PAGE = 10_000;

/** Where the windows begin that hold ranks `first` to `last`, within a result of `count`. */
export function windowsOf(first: number, last: number, count: number): number[] {
  if (count === 0 || last < first) return [];
  const from = Math.floor(Math.max(0, first) / WINDOW);
  const to = Math.floor(Math.min(count - 1, last) / WINDOW);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => (from + index) * WINDOW);
}

/** How many pages a result has. */
export function pageCount(count: number): number {
  return Math.max(1, Math.ceil(count / PAGE));
}

/** Which page has a rank, and how many elements that page has. */
export function pageAt(rank: number, count: number): { page: number; first: number; size: number } {
  const page = Math.min(pageCount(count) - 1, Math.floor(Math.max(0, rank) / PAGE));
  const first = page * PAGE;
  return { page, first, size: Math.min(PAGE, count - first) };
}

/**
 * Reads a rank as one types it: `1,000,000`, `1 000 000`, `1e6`, `50 %` of the way, `last`.
 *
 * @returns null: it is no rank of this result
 */
export function readRank(typed: string, count: number): number | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[\s,_’']/g, '');
  if (count === 0 || text === '') return null;
  if (text === 'first') return 0;
  if (text === 'last') return count - 1;
  if (text === 'median') return Math.floor((count - 1) / 2);
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (share !== undefined) return Number(share) > 100 ? null : Math.round((Number(share) / 100) * (count - 1));
  if (!/^\d+(?:e\d+)?$/.test(text)) return null;
  const rank = Number(text);
  return Number.isSafeInteger(rank) && rank < count ? rank : null;
}
