import { type CityFrame, lineRoom, lineX, lineY } from './city-frame.ts';

/** As what an order is drawn. */
export const LOOKS = ['received', 'assigned', 'cooking', 'moving', 'ready', 'delivered', 'failed'] as const;
export type Look = (typeof LOOKS)[number];

/** Numbers of looks, for what is drawn many times a second. */
export const LOOK_NUMBER = Object.fromEntries(LOOKS.map((look, index) => [look, index])) as Readonly<
  Record<Look, number>
>;

/** How an order comes to where it is, or goes to be. */
export interface Way {
  /** When it was known of: it may stay a moment before it sets out. */
  toldMs: number;
  startMs: number;
  /** 0: it is there at once. */
  durationMs: number;
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
  look: Look;
  /** It goes to where those wait that no kitchen has, whose place changes: `toX` and `toY` say nothing then. */
  inLine: boolean;
  /** It is drawn with a line behind it: from one kitchen to another. */
  trail: boolean;
  /** Nothing is to be seen of it from then on. */
  goneAtMs: number;
}

/** Slow at both ends. */
export function ease(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  return share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
}

/** How far along its way an order is, from 0 to 1. */
export function shareOfWay({ startMs, durationMs }: Way, nowMs: number): number {
  return durationMs <= 0 ? 1 : ease((nowMs - startMs) / durationMs);
}

/** @param before - how many wait before it, of what waits in the line */
export function wayX(way: Way, nowMs: number, { line }: Pick<CityFrame, 'line'>, before: number): number {
  const to = way.inLine ? lineX(line, Math.min(before, lineRoom(line) - 1)) : way.toX;
  return way.fromX + (to - way.fromX) * shareOfWay(way, nowMs);
}

export function wayY(way: Way, nowMs: number, { line }: Pick<CityFrame, 'line'>, before: number): number {
  const to = way.inLine ? lineY(line, Math.min(before, lineRoom(line) - 1)) : way.toY;
  return way.fromY + (to - way.fromY) * shareOfWay(way, nowMs);
}
