'use client';
import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { DataGrid } from './data-grid.tsx';
import classes from './data-table.module.css';
import { useRowClick } from './row-link.tsx';
import { FoldButton, useFolds } from './use-folds.tsx';

/** A column of a table. */
export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right-aligned with tabular figures. */
  numeric?: boolean;
  width?: number | string;
  /** Takes no more than its width: what does not fit ends in an ellipsis. */
  clips?: true;
  /** Only where there is room for it: 1,408 px and more. */
  wide?: true;
}

/** Which rows of a table are chosen. */
export interface RowSelection<Row> {
  chosen: ReadonlySet<string>;
  /** Stable between renders. */
  choose: (ids: readonly string[], chosen: boolean) => void;
  /** Stable between renders. */
  name: (row: Row) => string;
}

export interface DataTableProps<Row extends object> {
  /** What the rows are, for a screen reader. */
  label: string;
  /** Undefined: not known yet, and skeletons stand in. */
  rows: readonly Row[] | undefined;
  /** Stable between renders. */
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** Where a row leads. */
  href?: (row: Row) => string;
  /** A row on a phone. */
  card: (row: Row) => ReactNode;
  selection?: RowSelection<Row>;
  /** What stands under a row that is folded out; where a row leads nowhere. */
  fold?: (row: Row) => ReactNode;
  skeletonRows?: number;
  /** Stands in a panel that has a frame of its own. */
  framed?: boolean;
  /** All columns but one have a width: they keep their places, whatever the rows hold. */
  steady?: boolean;
  /** Of which list these are the rows: with another one, they are others that did not move there. */
  listKey?: string;
}

/** Rows of 36 px; cards on a phone; skeletons of the right size before the data. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return phone ? <Cards {...props} /> : <DataGrid {...props} />;
}

function Cards<Row extends object>({
  label,
  rows,
  rowId,
  card,
  href,
  fold,
  framed = false,
  skeletonRows = 4,
}: DataTableProps<Row>) {
  const click = useRowClick();
  const folds = useFolds();
  return (
    <ul className={classes.cards} data-framed={framed || undefined} aria-label={label} aria-busy={rows === undefined}>
      {rows === undefined
        ? Array.from({ length: skeletonRows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity
            <li key={row} className={classes.card}>
              <Skeleton height={14} width="60%" radius="sm" mb={10} />
              <Skeleton height={12} width="85%" radius="sm" />
            </li>
          ))
        : rows.map((row) => {
            const id = rowId(row);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the card holds the link itself; a tap anywhere is a convenience
              <li key={id} className={classes.card} onClick={href === undefined ? undefined : click(href(row))}>
                {card(row)}
                {fold === undefined ? null : (
                  <>
                    <FoldButton
                      open={folds.isOpen(id)}
                      partId={folds.partId(id)}
                      onToggle={() => folds.toggle(id)}
                      inWords
                    />
                    {folds.isOpen(id) ? (
                      <div id={folds.partId(id)} className={classes.unfolded}>
                        {fold(row)}
                      </div>
                    ) : null}
                  </>
                )}
              </li>
            );
          })}
    </ul>
  );
}
