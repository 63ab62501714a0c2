import { SortError } from '../sort-error.ts';

/** So much of what is no number is shown. */
const SHOWN = 40;
const decoder = new TextDecoder();

/** A line as text, without what is blank around it. */
export function numberText(line: Uint8Array): string {
  return decoder.decode(line).trim();
}

export function badNumber(text: string, wanted: string, line: number): SortError {
  const found = text === '' ? 'an empty line' : shown(text);
  return new SortError('not_a_number', `${found} where ${wanted} is expected`, line);
}

const RANGES = {
  int32: '-2147483648 to 2147483647; int64 and float64 hold more',
  int64: '-9223372036854775808 to 9223372036854775807; float64 holds larger ones, less exactly',
} as const;

export function beyondType(text: string, type: keyof typeof RANGES, line: number): SortError {
  return new SortError('beyond_type', `${shown(text)} is beyond ${type} (${RANGES[type]})`, line);
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

/** What stands for a whole number in a line, of whatever size. @throws SortError `not_a_number` */
export function wholeNumberText(line: Uint8Array, lineNumber: number): string {
  const text = numberText(line);
  if (!/^[-+]?\d+$/.test(text)) throw badNumber(text, 'a whole number', lineNumber);
  return text;
}
