import type { Tone } from '@longshore/schemas';
import type { Look } from './way.ts';

/** The colours of the picture, as the theme has them now: a canvas knows no variables of a style sheet. */
export interface Palette {
  ground: string;
  ring: string;
  line: string;
  surface: string;
  text: string;
  quiet: string;
  tones: Record<Tone | 'accent', string>;
  looks: Record<Look, string>;
  font: string;
}

/** Reads the theme of an element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--ls-${name}`).trim();
  return {
    ground: of('sunken'),
    ring: of('line'),
    line: of('line-strong'),
    surface: of('raised'),
    text: of('text'),
    quiet: of('text-2'),
    tones: {
      accent: of('accent'),
      waiting: of('waiting'),
      moving: of('moving'),
      well: of('well'),
      badly: of('badly'),
      look: of('look'),
      stale: of('stale'),
    },
    looks: {
      received: of('waiting'),
      assigned: of('moving'),
      cooking: of('moving'),
      moving: of('look'),
      ready: of('well'),
      delivered: of('well'),
      failed: of('badly'),
    },
    font: style.fontFamily,
  };
}
