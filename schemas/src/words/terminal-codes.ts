// What ends a code, or else is shown: SGR (group 1); other CSI; OSC and the like, only if closed; short ones.
const CODES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal's codes are made of
  /\u001b(?:\[([\d;:]*)m|\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]+[0-~]|[0-OQ-WYZ`a-z{|}~=>\\]|)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a line may hold any byte
const NOT_SHOWN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PLAIN = /^[^\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/;

const RESET = '\u001b[0m';

/** Whether a line stands as it is: no colours, nothing that would not be seen. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** A line as it is read and searched: without codes, and control characters as `\x07`. */
export function readableText(text: string): string {
  return isPlain(text) ? text : showControls(replaceCodes(text, () => ''));
}

/**
 * A line with its colours as they are written, without any other code, and control characters as `\x07`: what a terminal
 * may be given of a program that nobody knows. Where there are colours, they end with the line.
 */
export function withColoursOnly(text: string): string {
  if (isPlain(text)) return text;
  let shown = '';
  let from = 0;
  let coloured = false;
  for (const match of text.matchAll(CODES)) {
    const [code, colour] = match;
    shown += showControls(text.slice(from, match.index));
    from = match.index + code.length;
    if (colour !== undefined) {
      shown += code;
      coloured = true;
    } else if (code.length === 1) shown += showControls(code);
  }
  return `${shown}${showControls(text.slice(from))}${coloured ? RESET : ''}`;
}

/**
 * A line with each code of its colours replaced, and without all others; a code that is broken off is shown.
 *
 * @param colour - gets the parameters of a code for colours (SGR, ECMA-48)
 */
export function replaceCodes(text: string, colour: (parameters: string) => string): string {
  return text.replaceAll(CODES, (code: string, parameters: string | undefined) => {
    if (parameters !== undefined) return colour(parameters);
    return code.length > 1 ? '' : '\\x1b';
  });
}

/** Control characters as programmers write them: signs of their own are too small to be read. */
export function showControls(text: string): string {
  return text.replaceAll(NOT_SHOWN, (sign) => {
    const code = sign.charCodeAt(0);
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
