'use client';
import type { Cell, DataResult } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../../parts/button/button.tsx';
import classes from '../items/item.module.css';
import { toCsv } from './csv.ts';

/** Rows that are shown until somebody asks for all. */
const SHOWN = 100;

/** The rows that came out, as a table, and as CSV to keep. */
export function DataRows({ result, name }: { result: DataResult; name: string }) {
  const [all, setAll] = useState(false);
  const { columns, rows, rowsIn, rowsMatched } = result;
  const numeric = columns.map((_, index) => {
    const cells = rows.map((row) => row[index] ?? null).filter((cell) => cell !== null);
    return cells.length > 0 && cells.every((cell) => typeof cell === 'number');
  });
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <div className={classes.stack}>
      {columns.length === 0 ? (
        <p className={classes.quiet}>No rows came out.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table scrolls, also by keyboard
        <section className={classes.rows} tabIndex={0} aria-label="Rows that came out">
          <table>
            <thead>
              <tr>
                {columns.map((column, index) => (
                  <th key={column} scope="col" data-numeric={numeric[index] || undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                <tr key={at}>
                  {row.map((cell, index) => (
                    <td key={columns[index]} data-numeric={numeric[index] || undefined}>
                      <CellText cell={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div className={classes.foot}>
        <span>
          {plural(rows.length, 'row')} from {formatCount(rowsMatched)} that matched, of {formatCount(rowsIn)}
        </span>
        {shown.length === rows.length ? null : (
          <Button size="xs" variant="default" onClick={() => setAll(true)}>
            Show all {formatCount(rows.length)}
          </Button>
        )}
        {columns.length === 0 ? null : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => download(toCsv(columns, rows), `${name}.csv`)}
          >
            CSV
          </Button>
        )}
      </div>
    </div>
  );
}

function CellText({ cell }: { cell: Cell }) {
  if (cell === null) return <span className={classes.none}>–</span>;
  return String(cell);
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
