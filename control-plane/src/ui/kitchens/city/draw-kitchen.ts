import type { DrawnKitchen } from './kitchen-look.ts';
import type { Palette } from './palette.ts';

const TOP = -Math.PI / 2;

/** A kitchen: a ring that fills as its room does, and below it its name. */
export function drawKitchen(
  context: CanvasRenderingContext2D,
  { spot, name, load, tone, out }: DrawnKitchen,
  palette: Palette,
  named: boolean,
  chosen: boolean,
): void {
  const { x, y, radius } = spot;
  const width = Math.max(2, radius * 0.16);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = width;
  context.strokeStyle = out ? palette.tones[tone] : palette.line;
  if (out) context.setLineDash([width * 1.6, width * 1.4]);
  context.stroke();
  context.setLineDash([]);
  if (!out && load > 0) {
    context.beginPath();
    context.arc(x, y, radius, TOP, TOP + Math.min(1, load) * 2 * Math.PI);
    context.strokeStyle = palette.tones[tone];
    context.stroke();
  }
  if (out) drawCross(context, x, y, radius * 0.34, palette.tones[tone]);
  if (chosen) {
    context.beginPath();
    context.arc(x, y, radius + width + 3, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = palette.tones.accent;
    context.stroke();
  }
  if (!named && !chosen) return;
  context.font = `500 12px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  // What flies behind a name would make it hard to read.
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = palette.ground;
  context.strokeText(name, x, y + radius + width + 6);
  context.fillStyle = palette.text;
  context.fillText(name, x, y + radius + width + 6);
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number, size: number, colour: string): void {
  context.beginPath();
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x + size, y - size);
  context.lineTo(x - size, y + size);
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.stroke();
}
