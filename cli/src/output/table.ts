import type { Style } from './style.ts';
import { cut, oneLine, pad, widthOf } from './width.ts';

/** One column of a table. */
export interface Column<Row> {
  header: string;
  /** Plain text of the cell; control characters are taken out. */
  text(row: Row): string;
  /** Colours the cell after it was cut and filled. */
  paint?(text: string, row: Row): string;
  align?: 'left' | 'right';
  /** Narrowest width to which the column may be cut; without it the column is never cut. */
  shrinkTo?: number;
  /** Left out when the terminal is too narrow; the highest number goes first. */
  dropOrder?: number;
}

export interface TableOptions {
  /** Columns of the terminal; Infinity where nothing is to be cut. */
  width: number;
  style: Style;
}

const GAP = 2;

/** Aligned columns without boxes, as wide as the terminal allows; each line ends with a line break. */
export function formatTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, style }: TableOptions,
): string {
  const table = columns.map((column) => {
    const cells = rows.map((row) => oneLine(column.text(row)));
    return { column, cells, natural: Math.max(widthOf(column.header), ...cells.map(widthOf)) };
  });
  const shown = chooseColumns(table, width);
  const widths = shrink(shown, width);
  const line = (texts: string[]) => texts.join(' '.repeat(GAP)).trimEnd();
  const fitted = (text: string, index: number, align: 'left' | 'right' = 'left') =>
    pad(cut(text, widths[index] ?? 0), widths[index] ?? 0, align);
  const header = line(shown.map(({ column }, index) => fitted(column.header, index, column.align)));
  const lines = rows.map((row, rowIndex) =>
    line(
      shown.map(({ column, cells }, index) => {
        const last = index === shown.length - 1 && column.align !== 'right';
        const cell = last
          ? cut(cells[rowIndex] ?? '', widths[index] ?? 0)
          : fitted(cells[rowIndex] ?? '', index, column.align);
        return column.paint ? column.paint(cell, row) : cell;
      }),
    ),
  );
  return [style.faint(header), ...lines].map((text) => `${text}\n`).join('');
}

interface Measured<Row> {
  column: Column<Row>;
  cells: string[];
  natural: number;
}

function least<Row>({ column, natural }: Measured<Row>): number {
  return column.shrinkTo === undefined ? natural : Math.min(natural, column.shrinkTo);
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);
}

function chooseColumns<Row>(table: Measured<Row>[], width: number): Measured<Row>[] {
  const shown = [...table];
  while (total(shown.map(least)) > width) {
    const victim = shown
      .filter(({ column }) => column.dropOrder !== undefined)
      .sort((a, b) => (b.column.dropOrder ?? 0) - (a.column.dropOrder ?? 0))[0];
    if (victim === undefined) break;
    shown.splice(shown.indexOf(victim), 1);
  }
  return shown;
}

/** Takes columns from the widest shrinkable one, again and again, until all fit or none can shrink. */
function shrink<Row>(shown: readonly Measured<Row>[], width: number): number[] {
  const widths = shown.map(({ natural }) => natural);
  let excess = total(widths) - width;
  while (excess > 0 && Number.isFinite(excess)) {
    let widest = -1;
    shown.forEach((measured, index) => {
      const current = widths[index] ?? 0;
      if (current > least(measured) && (widest < 0 || current > (widths[widest] ?? 0))) widest = index;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}
