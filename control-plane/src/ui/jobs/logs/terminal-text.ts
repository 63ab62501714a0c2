import { replaceCodes, showControls } from '@longshore/schemas/words';
import Anser from 'anser';

/** One of a terminal's 16 colours by its name, such as `red` or `bright-black`, or any other as `rgb(r, g, b)`. */
export type Ink = string;

/** A part of a line that looks the same throughout. */
export interface Span {
  text: string;
  ink: Ink | null;
  ground: Ink | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  /** Ink and ground changed places. */
  inverse: boolean;
}

/** A line's parts as a terminal would colour them; their texts together are its {@link readableText} of the shared words. */
export function terminalSpans(text: string): Span[] {
  const onlyColours = replaceCodes(text, (parameters) => `\u001b[${withSemicolons(parameters)}m`);
  return Anser.ansiToJson(onlyColours, { use_classes: true, remove_empty: true }).map((part) => {
    const has = new Set(part.decorations);
    // The library changes the colours' places by itself, and has black and white stand for the page's own.
    const inverse = (part as { isInverted?: boolean }).isInverted === true;
    return {
      text: showControls(part.content),
      ink: inkOf(inverse ? part.bg : part.fg, inverse ? part.bg_truecolor : part.fg_truecolor),
      ground: inkOf(inverse ? part.fg : part.bg, inverse ? part.fg_truecolor : part.bg_truecolor),
      bold: has.has('bold'),
      dim: has.has('dim'),
      italic: has.has('italic'),
      underline: has.has('underline'),
      strike: has.has('strikethrough'),
      inverse,
    };
  });
}

/** `38:2::1:2:3` and `38:5:9` → as they are mostly written; of other parameters only what stands before the colon. */
function withSemicolons(parameters: string): string {
  if (!parameters.includes(':')) return parameters;
  return parameters
    .split(';')
    .map((one) => {
      const [kind = '', mode, ...rest] = one.split(':');
      if (kind !== '38' && kind !== '48') return kind;
      if (mode === '2') return [kind, mode, ...rest.slice(-3)].join(';');
      return [kind, mode, ...rest.slice(0, 1)].join(';');
    })
    .join(';');
}

const LEVELS = [0, 95, 135, 175, 215, 255];

function inkOf(name: string | null, trueColour: string | null): Ink | null {
  if (name === null) return null;
  if (name === 'ansi-truecolor') return trueColour === null ? null : `rgb(${trueColour})`;
  const bare = name.replace('ansi-', '');
  if (!bare.startsWith('palette-')) return bare;
  const index = Number(bare.slice('palette-'.length)) - 16;
  if (index >= 216)
    return `rgb(${Array(3)
      .fill(8 + (index - 216) * 10)
      .join(', ')})`;
  const parts = [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6];
  return `rgb(${parts.map((part) => LEVELS[part]).join(', ')})`;
}
