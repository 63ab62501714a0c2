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

// What ends a code, or else is shown: SGR (group 1); other CSI; OSC and the like, only if closed; short ones.
const CODES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal's codes are made of
  /\u001b(?:\[([\d;:]*)m|\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]+[0-~]|[0-OQ-WYZ`a-z{|}~=>\\]|)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a line may hold any byte
const NOT_SHOWN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PLAIN = /^[^\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/;

/** Whether a line stands as it is: no colours, nothing that would not be seen. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** A line as it is read and searched: without codes, and control characters as `\x07`. */
export function readableText(text: string): string {
  return isPlain(text) ? text : showControls(text.replaceAll(CODES, (code) => (code.length > 1 ? '' : code)));
}

/** A line's parts as a terminal would colour them; their texts together are its {@link readableText}. */
export function terminalSpans(text: string): Span[] {
  const onlyColours = text.replaceAll(CODES, (code: string, colour: string | undefined) => {
    if (colour !== undefined) return `\u001b[${withSemicolons(colour)}m`;
    return code.length > 1 ? '' : '\\x1b';
  });
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

/** Control characters as programmers write them: signs of their own are too small to be read. */
function showControls(text: string): string {
  return text.replaceAll(NOT_SHOWN, (sign) => {
    const code = sign.charCodeAt(0);
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
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
