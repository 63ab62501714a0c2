import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStyle } from './style.ts';
import { type Column, formatTable } from './table.ts';
import { widthOf } from './width.ts';

interface Row {
  name: string;
  count: number;
  image: string;
}

const columns: Column<Row>[] = [
  { header: 'Name', text: ({ name }) => name, shrinkTo: 6 },
  { header: 'Count', align: 'right', text: ({ count }) => String(count) },
  { header: 'Image', text: ({ image }) => image, shrinkTo: 6, dropOrder: 1 },
];
const rows: Row[] = [
  { name: 'people', count: 7, image: 'tool:1' },
  { name: 'a-rather-long-name', count: 12_345, image: 'registry.example/a/b:2' },
];
const plain = createStyle(false);
const at = (width: number) => formatTable(columns, rows, { width, style: plain });

describe('a table', () => {
  it('aligns columns without boxes, numbers to the right, and ends no line with spaces', () => {
    expect(at(Number.POSITIVE_INFINITY)).toBe(
      [
        'Name                Count  Image',
        'people                  7  tool:1',
        'a-rather-long-name  12345  registry.example/a/b:2',
        '',
      ].join('\n'),
    );
  });

  it('cuts the widest column first when the terminal is narrow', () => {
    expect(at(40)).toBe(
      [
        'Name             Count  Image',
        'people               7  tool:1',
        'a-rather-long-…  12345  registry.exampl…',
        '',
      ].join('\n'),
    );
  });

  it('leaves out a column rather than cutting names to nothing', () => {
    expect(at(18)).toBe(['Name         Count', 'people           7', 'a-rather-l…  12345', ''].join('\n'));
  });

  it('colours cells without moving columns', () => {
    const coloured = createStyle(true);
    const painted = formatTable([{ ...columns[0]!, paint: (text: string) => coloured.bold(text) }, columns[1]!], rows, {
      width: 80,
      style: coloured,
    });
    expect(painted).toContain('\u001b[1mpeople            \u001b[22m      7');
  });

  it('never writes a line wider than the terminal as long as something can shrink, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: cell, count: fc.nat(99_999), image: cell }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 20, max: 120 }),
        (given, width) => {
          const lines = formatTable(columns, given, { width, style: plain }).split('\n').slice(0, -1);
          expect(lines).toHaveLength(given.length + 1);
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
