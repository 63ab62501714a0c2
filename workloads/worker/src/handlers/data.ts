import type { Cell, DataAggregate, DataCondition, DataPayload } from '@longshore/schemas';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Handler, WorkError } from './handler.ts';

type Row = Readonly<Record<string, Cell>>;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A field of CSV is a number where JSON would have one of the same figures, nothing where it is empty, and else a text. */
function cellOf(text: string): Cell {
  if (text === '') return null;
  return NUMBER.test(text) ? Number(text) : text;
}

function rowsOf({ rows, csv }: DataPayload): readonly Row[] {
  if (csv === undefined) return rows ?? [];
  try {
    const read = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
    return read.map((row) => Object.fromEntries(Object.entries(row).map(([name, text]) => [name, cellOf(text)])));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new WorkError('BAD_PAYLOAD', `the CSV cannot be read: ${error.message}`, { cause: error });
  }
}

/** Numbers by size, texts by their characters; of different kinds by kind, so that mixed columns have an order too. */
export function compareCells(a: Cell, b: Cell): number {
  const kindA = a === null ? 0 : typeof a === 'boolean' ? 1 : typeof a === 'number' ? 2 : 3;
  const kindB = b === null ? 0 : typeof b === 'boolean' ? 1 : typeof b === 'number' ? 2 : 3;
  if (kindA !== kindB) return kindA - kindB;
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}

function holds(row: Row, { field, is, value }: DataCondition): boolean {
  const cell = row[field] ?? null;
  if (Array.isArray(value)) return value.includes(cell);
  if (is === 'contains') return String(cell ?? '').includes(String(value));
  if (is === '=') return cell === value;
  if (is === '!=') return cell !== value;
  // What is of another kind is neither less nor more.
  if (cell === null || typeof cell !== typeof value) return false;
  const order = compareCells(cell, value);
  if (is === '<') return order < 0;
  if (is === '<=') return order <= 0;
  return is === '>' ? order > 0 : order >= 0;
}

/** Adds up by Neumaier's compensated summation, so that the order of rows does not tell in the result. */
function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + lost;
}

function aggregated(rows: readonly Row[], { function: name, field }: DataAggregate): Cell {
  if (name === 'count')
    return field === undefined ? rows.length : rows.filter((row) => (row[field] ?? null) !== null).length;
  const cells = rows.map((row) => row[field ?? ''] ?? null).filter((cell) => cell !== null);
  if (name === 'min' || name === 'max') {
    const sign = name === 'min' ? 1 : -1;
    return cells.reduce<Cell>(
      (best, cell) => (best === null || sign * compareCells(cell, best) < 0 ? cell : best),
      null,
    );
  }
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const stranger = cells.find((cell) => typeof cell !== 'number');
  if (stranger !== undefined) {
    throw new WorkError(
      'BAD_PAYLOAD',
      `${name} of ${field}: ${JSON.stringify(stranger)} is no number; filter it out first`,
    );
  }
  if (numbers.length === 0) return name === 'sum' ? 0 : null;
  const total = name === 'sum' ? sumOf(numbers) : sumOf(numbers) / numbers.length;
  // JSON has no infinity.
  return Number.isFinite(total) ? total : null;
}

function refuseUnknown(rows: readonly Row[], fields: readonly string[]): void {
  if (rows.length === 0) return;
  const known = new Set(rows.flatMap((row) => Object.keys(row)));
  const missing = fields.find((field) => !known.has(field));
  if (missing === undefined) return;
  const some = [...known].slice(0, 10).join(', ');
  throw new WorkError('BAD_PAYLOAD', `there is no column ${missing}; there are ${some}${known.size > 10 ? ', …' : ''}`);
}

function fieldsOf({ filter, groupBy, aggregates, project }: DataPayload): string[] {
  const afterGrouping = aggregates.length > 0;
  return [
    ...filter.map(({ field }) => field),
    ...groupBy,
    ...aggregates.flatMap(({ field }) => (field === undefined ? [] : [field])),
    ...(afterGrouping ? [] : (project ?? [])),
  ];
}

/** Groups in the order in which they first appear. */
function groupsOf(rows: readonly Row[], groupBy: readonly string[]): Row[][] {
  if (groupBy.length === 0) return [[...rows]];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(groupBy.map((field) => row[field] ?? null));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** Filters, then groups and aggregates, then keeps the columns that are asked for. */
export const data: Handler<'data'> = (payload) => {
  const rows = rowsOf(payload);
  refuseUnknown(rows, fieldsOf(payload));
  const matched = rows.filter((row) => payload.filter.every((condition) => holds(row, condition)));
  const { groupBy, aggregates, project } = payload;
  const made: readonly Row[] =
    aggregates.length === 0
      ? matched
      : groupsOf(matched, groupBy).map((group) => ({
          ...Object.fromEntries(groupBy.map((field) => [field, group[0]?.[field] ?? null])),
          ...Object.fromEntries(aggregates.map((wanted) => [wanted.as, aggregated(group, wanted)])),
        }));
  const columns = project ?? [...new Set(made.flatMap((row) => Object.keys(row)))];
  if (aggregates.length > 0) refuseUnknown(made, columns);
  return {
    rowsIn: rows.length,
    rowsMatched: matched.length,
    columns,
    rows: made.map((row) => columns.map((column) => row[column] ?? null)),
  };
};
