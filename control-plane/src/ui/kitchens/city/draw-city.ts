import type { CityFrame } from './city-frame.ts';
import type { Dots } from './dots.ts';
import { drawDots } from './draw-dots.ts';
import { drawKitchen } from './draw-kitchen.ts';
import type { DrawnKitchen } from './kitchen-look.ts';
import type { Palette } from './palette.ts';

/** Everything of the picture at a moment. */
export interface CityPicture {
  frame: CityFrame;
  kitchens: readonly DrawnKitchen[];
  dots: Dots;
  palette: Palette;
  /** Whether kitchens have their names below them. */
  names: boolean;
  /** The kitchen that is looked at; null: none. */
  chosen: string | null;
  /** Where an order is about to be placed from; null: nowhere. */
  pin: { x: number; y: number } | null;
}

/** Draws the city. What is drawn was decided before. */
export function drawCity(context: CanvasRenderingContext2D, picture: CityPicture): void {
  const { frame, kitchens, dots, palette, names, chosen, pin } = picture;
  context.clearRect(0, 0, frame.width, frame.height);
  drawGround(context, frame, palette);
  drawLineHead(context, picture);
  for (const kitchen of kitchens) drawKitchen(context, kitchen, palette, names, kitchen.spot.id === chosen);
  drawDots(context, dots, palette);
  if (pin !== null) drawPin(context, pin.x, pin.y, palette);
}

function drawGround(context: CanvasRenderingContext2D, { middle, radius }: CityFrame, palette: Palette): void {
  context.fillStyle = palette.ground;
  context.strokeStyle = palette.ring;
  context.lineWidth = 1;
  for (let ring = 4; ring > 0; ring -= 1) {
    context.beginPath();
    context.arc(middle.x, middle.y, (radius * ring) / 4, 0, 2 * Math.PI);
    if (ring === 4) context.fill();
    context.stroke();
  }
  context.beginPath();
  context.moveTo(middle.x - radius, middle.y);
  context.lineTo(middle.x + radius, middle.y);
  context.moveTo(middle.x, middle.y - radius);
  context.lineTo(middle.x, middle.y + radius);
  context.stroke();
}

/** What stands over the line of those who wait. */
function drawLineHead(context: CanvasRenderingContext2D, { frame, dots, palette }: CityPicture): void {
  const { line } = frame;
  const waiting = dots.counts[0] ?? 0;
  context.fillStyle = waiting > 0 ? palette.text : palette.quiet;
  context.font = `500 12px ${palette.font}`;
  context.textBaseline = 'alphabetic';
  context.textAlign = line.below ? 'left' : 'right';
  const x = line.below ? line.x - 3 : line.x + 5;
  context.fillText(waiting > 0 ? `${waiting} waiting` : 'Nobody waits', x, line.y - 12);
}

function drawPin(context: CanvasRenderingContext2D, x: number, y: number, palette: Palette): void {
  context.strokeStyle = palette.tones.accent;
  context.fillStyle = palette.tones.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
  context.beginPath();
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
  context.fill();
}
