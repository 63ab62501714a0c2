/** The numbers of the lines that hold the words, whatever their case; none for no words. */
export function findInLines(lines: readonly { text: string }[], words: string): number[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap(({ text }, index) => (text.toLowerCase().includes(wanted) ? [index] : []));
}

/** A text cut at the places where the words stand: every second part is a match. */
export function cutAtMatches(text: string, words: string): string[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [text];
  const lower = text.toLowerCase();
  // Some letters change their length with their case: then places would not agree.
  if (lower.length !== text.length) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  parts.push(text.slice(from));
  return parts;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal's colours are made of
const TERMINAL_CODES = /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007]*(?:\u0007|\u001b\\)/g;

/** A line without the codes that colour it on a terminal. */
export function withoutTerminalCodes(text: string): string {
  return text.includes('\u001b') ? text.replaceAll(TERMINAL_CODES, '') : text;
}
