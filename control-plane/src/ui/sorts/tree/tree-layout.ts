import type { SortPart } from '@longshore/schemas';

/** A part, or several small neighbours as one, where it stands in the picture. */
export interface TreeBlock {
  id: string;
  /** The first of those that it stands for. */
  part: SortPart;
  /** How many parts it stands for. */
  parts: number;
  /** Of all of them together; null: not known yet. */
  count: number | null;
  depth: number;
  /** Where it begins and how wide it is, as shares of the whole. */
  from: number;
  width: number;
  /** How many of them are done: sorted, or parted further. */
  done: number;
}

export interface TreeLayout {
  blocks: TreeBlock[];
  /** Rows that the picture has. */
  rows: number;
}

const isDone = ({ state }: SortPart) => state === 'sorted' || state === 'parted';

/**
 * The parts as an icicle: the whole above, under each part its own parts in their order, as wide as their share of its
 * elements. Where nobody knows yet how many elements parts have, they are as wide as each other. Neighbours narrower than
 * `least` stand together as one block, which is not divided further.
 *
 * @param least - of the whole width
 */
export function layTree(parts: readonly SortPart[], least = 0): TreeLayout {
  const byId = new Map(parts.map((part) => [part.id, part]));
  const root = parts.find(({ parent }) => parent === null);
  const blocks: TreeBlock[] = [];
  const place = (part: SortPart, from: number, width: number) => {
    blocks.push(blockOf([part], part.depth, from, width));
    const children = part.children.flatMap((id) => byId.get(id) ?? []);
    const shares = sharesOf(children);
    let at = from;
    let small: { parts: SortPart[]; from: number; width: number } | null = null;
    const close = () => {
      if (small === null) return;
      const [only] = small.parts;
      if (small.parts.length === 1 && only !== undefined) place(only, small.from, small.width);
      else blocks.push(blockOf(small.parts, part.depth + 1, small.from, small.width));
      small = null;
    };
    for (const [index, child] of children.entries()) {
      const wide = width * (shares[index] ?? 0);
      if (wide >= least) {
        close();
        place(child, at, wide);
      } else {
        small ??= { parts: [], from: at, width: 0 };
        small.parts.push(child);
        small.width += wide;
        if (small.width >= least) close();
      }
      at += wide;
    }
    close();
  };
  if (root !== undefined) place(root, 0, 1);
  return { blocks, rows: blocks.reduce((most, { depth }) => Math.max(most, depth + 1), 0) };
}

/** The share of each among brothers. */
function sharesOf(parts: readonly SortPart[]): number[] {
  const counts = parts.map(({ count }) => count ?? 0);
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0 || parts.some(({ count }) => count === null)) return parts.map(() => 1 / parts.length);
  return counts.map((count) => count / sum);
}

function blockOf(parts: readonly SortPart[], depth: number, from: number, width: number): TreeBlock {
  const first = parts[0] as SortPart;
  const known = parts.every(({ count }) => count !== null);
  return {
    id: first.id,
    part: first,
    parts: parts.length,
    count: known ? parts.reduce((sum, { count }) => sum + (count ?? 0), 0) : null,
    depth,
    from,
    width,
    done: parts.filter(isDone).length,
  };
}

/** Where an arrow leads from a block: to what stands above, below or beside it; null: there is nothing. */
export function neighbourOf(blocks: readonly TreeBlock[], id: string, key: string): TreeBlock | null {
  const here = blocks.find((block) => block.id === id);
  if (here === undefined) return null;
  const inRow = (depth: number) => blocks.filter((block) => block.depth === depth).sort((a, b) => a.from - b.from);
  const row = inRow(here.depth);
  const index = row.indexOf(here);
  const middle = here.from + here.width / 2;
  const holds = ({ from, width }: TreeBlock) => from <= middle && middle <= from + width;
  switch (key) {
    case 'ArrowLeft':
      return row[index - 1] ?? null;
    case 'ArrowRight':
      return row[index + 1] ?? null;
    case 'ArrowUp':
      return inRow(here.depth - 1).find(holds) ?? null;
    case 'ArrowDown':
      return (
        inRow(here.depth + 1).find(
          ({ from, width }) => from >= here.from - 1e-9 && from + width <= here.from + here.width + 1e-9,
        ) ?? null
      );
    case 'Home':
      return row[0] ?? null;
    case 'End':
      return row.at(-1) ?? null;
    default:
      return null;
  }
}
