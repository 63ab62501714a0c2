import type { Cell } from '@longshore/schemas';

/** Rows as CSV (RFC 4180), the columns in the first line; nothing stands for null. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`;
  return [columns, ...rows].map(line).join('');
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
