import type { ShownHint } from './watch-hints.ts';

/** Of an element, in the window's coordinates. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

const GAP_PX = 6;
/** As close as a hint comes to the edge of the window. */
const EDGE_PX = 6;

/** Where a hint stands: beside what it is about, and always within the window. */
export function placeHint(
  anchor: Box,
  size: Pick<Box, 'width' | 'height'>,
  within: Pick<Box, 'width' | 'height'>,
  side: ShownHint['side'],
): { left: number; top: number } {
  const most = { left: within.width - size.width - EDGE_PX, top: within.height - size.height - EDGE_PX };
  if (side === 'right' && anchor.left + anchor.width + GAP_PX <= most.left) {
    const top = anchor.top + (anchor.height - size.height) / 2;
    return { left: anchor.left + anchor.width + GAP_PX, top: between(EDGE_PX, top, most.top) };
  }
  const left = anchor.left + (anchor.width - size.width) / 2;
  const above = anchor.top - size.height - GAP_PX;
  const top = above >= EDGE_PX ? above : anchor.top + anchor.height + GAP_PX;
  return { left: between(EDGE_PX, left, most.left), top: between(EDGE_PX, top, most.top) };
}

function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}
