import { LOOKS } from './way.ts';

/** Orders as they are drawn: numbers in rows, so that a frame makes nothing anew. */
export class Dots {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** By its number in LOOKS. */
  readonly look: Uint8Array;
  /** Where lines of those begin that go from kitchen to kitchen; NaN: it has none. */
  readonly trailX: Float32Array;
  readonly trailY: Float32Array;
  /** How many are drawn. */
  count = 0;
  /** How many there are of each look, also of those that are not drawn. */
  readonly counts = new Uint32Array(LOOKS.length);

  /** That can be drawn. */
  readonly most: number;

  constructor(most: number) {
    this.most = most;
    this.x = new Float32Array(most);
    this.y = new Float32Array(most);
    this.look = new Uint8Array(most);
    this.trailX = new Float32Array(most);
    this.trailY = new Float32Array(most);
  }

  clear(): void {
    this.count = 0;
    this.counts.fill(0);
  }

  /** @returns whether it is drawn: of too many some are only counted */
  add(x: number, y: number, look: number): boolean {
    this.counts[look] = (this.counts[look] ?? 0) + 1;
    if (this.count >= this.most) return false;
    const index = this.count++;
    this.x[index] = x;
    this.y[index] = y;
    this.look[index] = look;
    this.trailX[index] = Number.NaN;
    this.trailY[index] = Number.NaN;
    return true;
  }

  /** Draws a line behind the one that was added last. */
  trailLast(x: number, y: number): void {
    this.trailX[this.count - 1] = x;
    this.trailY[this.count - 1] = y;
  }
}
