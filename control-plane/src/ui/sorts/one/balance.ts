import type { SortReport } from '@longshore/schemas';

/** A bar of the picture of balance: a part that is sorted as it is, or the largest of several neighbours. */
export interface BalanceBar {
  id: string;
  count: number;
  sorted: boolean;
}

/**
 * The parts that are sorted as they are, in order, as far as it is known how large they are.
 *
 * @param most - so many bars; of more, neighbours stand together and the largest of them counts
 */
export function balanceBars({ parts }: Pick<SortReport, 'parts'>, most: number): BalanceBar[] {
  const byId = new Map(parts.map((part) => [part.id, part]));
  const bars: BalanceBar[] = [];
  const walk = (id: string) => {
    const part = byId.get(id);
    if (part === undefined) return;
    if (part.children.length > 0) for (const child of part.children) walk(child);
    else if (part.role === 'leaf' && part.count !== null)
      bars.push({ id, count: part.count, sorted: part.state === 'sorted' });
  };
  const root = parts.find(({ parent }) => parent === null);
  if (root !== undefined) walk(root.id);
  if (bars.length <= most) return bars;
  return Array.from({ length: most }, (_, index) => {
    const group = bars.slice(Math.floor((index * bars.length) / most), Math.floor(((index + 1) * bars.length) / most));
    const largest = group.reduce((one, other) => (other.count > one.count ? other : one));
    return { ...largest, sorted: group.every(({ sorted }) => sorted) };
  });
}
