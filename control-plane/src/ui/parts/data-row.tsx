'use client';
import { memo, type ReactNode, useMemo } from 'react';
import classes from './data-table.module.css';
import type { Column, RowSelection } from './data-table-props.ts';
import { Tick } from './tick.tsx';
import { FoldButton } from './use-folds.tsx';

interface DataRowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  /** A click on it leads somewhere, or folds it out. */
  linked: boolean;
  /** With `choose`: whether it is chosen. */
  chosen?: boolean;
  choose?: RowSelection<Row>['choose'];
  nameOf?: (row: Row) => string;
  /** With `fold`: whether it is folded out. */
  open?: boolean;
  fold?: (row: Row) => ReactNode;
  toggle?: (id: string) => void;
  partId?: string;
}

function Row<Of>({
  id,
  row,
  columns,
  linked,
  chosen = false,
  choose,
  nameOf,
  open = false,
  fold,
  toggle,
  partId = '',
}: DataRowProps<Of>) {
  const ticked = choose !== undefined;
  const folds = fold !== undefined;
  // To choose all rows is to tick them, and not to make them anew.
  const cells = useMemo(
    () =>
      columns.map((column) => (
        <td
          key={column.id}
          data-numeric={column.numeric || undefined}
          data-clips={column.clips}
          data-wide={column.wide}
        >
          {column.cell(row)}
        </td>
      )),
    [columns, row],
  );
  return (
    <>
      <tr data-row={id} data-linked={linked || undefined} data-chosen={chosen || undefined}>
        {ticked ? (
          <td className={classes.tick}>
            <Tick label={`Choose ${nameOf?.(row) ?? id}`} checked={chosen} onChange={() => choose([id], !chosen)} />
          </td>
        ) : null}
        {folds ? (
          <td className={classes.tick}>
            <FoldButton open={open} partId={partId} onToggle={() => toggle?.(id)} />
          </td>
        ) : null}
        {cells}
      </tr>
      {folds && open ? (
        <tr id={partId}>
          <td colSpan={columns.length + (ticked ? 2 : 1)} className={classes.folded}>
            {fold(row)}
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** A row of a table, which is made anew only when something of it is another. */
export const DataRow = memo(Row) as typeof Row;
