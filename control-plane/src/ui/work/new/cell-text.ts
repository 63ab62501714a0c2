import type { Cell } from '@longshore/schemas';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What was typed as a value: `10` is a number, `true` and `null` are what they say, `"10"` and all else are texts. */
export function readCell(typed: string): Cell {
  const text = typed.trim();
  if (NUMBER.test(text)) return Number(text);
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return text.startsWith('"') ? (unquoted(text) ?? text) : text;
}

/** The text in quotation marks as JSON has it; null: it is none. */
function unquoted(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Several values with commas between; within quotation marks a comma is a comma. */
export function readCells(typed: string): Cell[] {
  const parts = typed.match(/(?:"(?:\\.|[^"\\])*"|[^,])+/g) ?? [];
  return parts.map(readCell);
}

/** A value as somebody would type it, such that {@link readCell} reads it again. */
export function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return String(cell);
  return readCell(cell) === cell && !/[",]/.test(cell) && cell !== '' ? cell : JSON.stringify(cell);
}
