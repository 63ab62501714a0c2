/** Something at a point of the map, in pixels. */
export interface PointOnMap<Item> {
  readonly item: Item;
  readonly x: number;
  readonly y: number;
}

/** What stands at one point, as it could not be told apart side by side. */
export interface Cluster<Item> {
  readonly items: readonly Item[];
  readonly x: number;
  readonly y: number;
}

/**
 * Puts together what would stand on one another: no two clusters are closer than `apart` in both directions, and every
 * item is in one. The same points in the same order give the same clusters.
 *
 * @param apart - how large a mark is, in pixels
 */
export function clusterPoints<Item>(
  points: readonly PointOnMap<Item>[],
  apart: { readonly x: number; readonly y: number },
): Cluster<Item>[] {
  let clusters: Cluster<Item>[] = points.map(({ item, x, y }) => ({ items: [item], x, y }));
  for (;;) {
    const pair = firstPair(clusters, apart);
    if (pair === null) return clusters;
    const [one, other] = pair;
    clusters = clusters.flatMap((each) => (each === one ? [together(one, other)] : each === other ? [] : [each]));
  }
}

function firstPair<Item>(clusters: readonly Cluster<Item>[], apart: { x: number; y: number }) {
  for (const [index, one] of clusters.entries()) {
    const other = clusters
      .slice(index + 1)
      .find(({ x, y }) => Math.abs(x - one.x) < apart.x && Math.abs(y - one.y) < apart.y);
    if (other !== undefined) return [one, other] as const;
  }
  return null;
}

/** In the middle of all that are in it. */
function together<Item>(one: Cluster<Item>, other: Cluster<Item>): Cluster<Item> {
  const items = [...one.items, ...other.items];
  const middle = (of: 'x' | 'y') => (one[of] * one.items.length + other[of] * other.items.length) / items.length;
  return { items, x: middle('x'), y: middle('y') };
}
