import type { StateView, Tone } from '@longshore/schemas';
import picocolors from 'picocolors';

/** Text in colour, or plain. Colour only ever repeats what a word or a glyph says. */
export interface Style {
  readonly colour: boolean;
  bold(text: string): string;
  faint(text: string): string;
  bad(text: string): string;
  accent(text: string): string;
  tone(tone: Tone, text: string): string;
  /** Glyph and word of a state. */
  state(view: Pick<StateView, 'glyph' | 'word' | 'tone'>): string;
}

/** What decides on colour. */
export interface ColourWish {
  isTTY: boolean;
  noColour: boolean;
  forceColour: boolean;
  dumbTerminal: boolean;
}

/** NO_COLOR wins over FORCE_COLOR; otherwise colour only on a terminal that can show it. */
export function wantsColour(wish: ColourWish): boolean {
  if (wish.noColour) return false;
  return wish.forceColour || (wish.isTTY && !wish.dumbTerminal);
}

export function createStyle(colour: boolean): Style {
  const paint = picocolors.createColors(colour);
  const tones: Record<Tone, (text: string) => string> = {
    waiting: paint.gray,
    moving: paint.blue,
    well: paint.green,
    badly: paint.red,
    look: paint.yellow,
    stale: (text) => paint.dim(paint.italic(text)),
  };
  return {
    colour,
    bold: paint.bold,
    faint: paint.dim,
    bad: paint.red,
    accent: paint.cyan,
    tone: (tone, text) => tones[tone](text),
    state: (view) => tones[view.tone](`${view.glyph} ${view.word}`),
  };
}
