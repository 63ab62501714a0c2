import type { Dots } from './dots.ts';
import type { Palette } from './palette.ts';
import { LOOKS, type Look } from './way.ts';

/** Half of a mark. */
const SIZE_PX = 3;

/** Each look has a shape of its own beside its colour: colour alone tells nobody anything. */
const SHAPES: Record<Look, { add: (path: CanvasPath, x: number, y: number) => void; hollow: boolean }> = {
  received: { add: circle, hollow: true },
  assigned: { add: square, hollow: true },
  cooking: { add: circle, hollow: false },
  moving: { add: triangle, hollow: false },
  ready: { add: diamond, hollow: false },
  delivered: { add: circle, hollow: true },
  failed: { add: cross, hollow: true },
};

/** Draws the orders: one path for each look, however many there are. */
export function drawDots(context: CanvasRenderingContext2D, dots: Dots, palette: Palette): void {
  drawTrails(context, dots, palette);
  for (const [number, look] of LOOKS.entries()) {
    if (dots.counts[number] === 0) continue;
    const { add, hollow } = SHAPES[look];
    context.beginPath();
    for (let index = 0; index < dots.count; index += 1) {
      if (dots.look[index] === number) add(context, dots.x[index] as number, dots.y[index] as number);
    }
    if (hollow) {
      context.lineWidth = 1.5;
      context.strokeStyle = palette.looks[look];
      context.stroke();
    } else {
      context.fillStyle = palette.looks[look];
      context.fill();
    }
  }
}

function drawTrails(context: CanvasRenderingContext2D, dots: Dots, palette: Palette): void {
  context.beginPath();
  for (let index = 0; index < dots.count; index += 1) {
    const x = dots.trailX[index] as number;
    if (Number.isNaN(x)) continue;
    context.moveTo(x, dots.trailY[index] as number);
    context.lineTo(dots.x[index] as number, dots.y[index] as number);
  }
  context.lineWidth = 1.5;
  context.strokeStyle = palette.looks.moving;
  context.stroke();
}

function circle(path: CanvasPath, x: number, y: number): void {
  path.moveTo(x + SIZE_PX, y);
  path.arc(x, y, SIZE_PX, 0, 2 * Math.PI);
}

function square(path: CanvasPath, x: number, y: number): void {
  path.rect(x - SIZE_PX, y - SIZE_PX, 2 * SIZE_PX, 2 * SIZE_PX);
}

function diamond(path: CanvasPath, x: number, y: number): void {
  const size = SIZE_PX * 1.3;
  path.moveTo(x, y - size);
  path.lineTo(x + size, y);
  path.lineTo(x, y + size);
  path.lineTo(x - size, y);
  path.closePath();
}

function triangle(path: CanvasPath, x: number, y: number): void {
  const size = SIZE_PX * 1.35;
  path.moveTo(x, y - size);
  path.lineTo(x + size, y + size * 0.8);
  path.lineTo(x - size, y + size * 0.8);
  path.closePath();
}

function cross(path: CanvasPath, x: number, y: number): void {
  path.moveTo(x - SIZE_PX, y - SIZE_PX);
  path.lineTo(x + SIZE_PX, y + SIZE_PX);
  path.moveTo(x + SIZE_PX, y - SIZE_PX);
  path.lineTo(x - SIZE_PX, y + SIZE_PX);
}
