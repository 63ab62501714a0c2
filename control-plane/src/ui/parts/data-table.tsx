'use client';
import { Checkbox, Skeleton, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type ColumnDef,
  createSortedRowModel,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table';
import { Fragment, type ReactNode } from 'react';
import classes from './data-table.module.css';
import { moveBetweenRows, useRowClick } from './row-link.tsx';
import { FoldButton, useFolds } from './use-folds.tsx';

/** What a column of ours says beside the library's. */
export interface ColumnLook {
  /** Right-aligned with tabular figures. */
  numeric?: boolean;
  width?: number | string;
  /** Takes no more than its width: what does not fit ends in an ellipsis. */
  clips?: true;
  /** Only where there is room for it: 1,408 px and more. */
  wide?: true;
}

export const tableFeaturesInUse = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
  columnMeta: {} as ColumnLook,
});

export type Column<Row> = ColumnDef<typeof tableFeaturesInUse, Row extends object ? Row : never, unknown>;

export interface DataTableProps<Row extends object> {
  /** What the rows are, for a screen reader. */
  label: string;
  /** Undefined: not known yet, and skeletons stand in. */
  rows: readonly Row[] | undefined;
  /** Stable between renders. */
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  href?: (row: Row) => string;
  /** A row on a phone. */
  card: (row: Row) => ReactNode;
  selection?: {
    chosen: RowSelectionState;
    onChange: (change: Updater<RowSelectionState>) => void;
    name: (row: Row) => string;
  };
  /** What stands under a row that is folded out; where a row leads nowhere. */
  fold?: (row: Row) => ReactNode;
  skeletonRows?: number;
  /** Stands in a panel that has a frame of its own. */
  framed?: boolean;
}

const NO_ROWS: never[] = [];

/** Rows of 36 px; cards on a phone; skeletons of the right size before the data. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const phone = useMediaQuery('(max-width: 48em)', false);
  if (phone) return <Cards {...props} />;
  return <Grid {...props} />;
}

function Grid<Row extends object>({
  label,
  rows,
  columns,
  rowId,
  href,
  selection,
  fold,
  framed = false,
  skeletonRows = 8,
}: DataTableProps<Row>) {
  const click = useRowClick();
  const folds = useFolds();
  const columnCount = columns.length + (selection === undefined ? 0 : 1) + (fold === undefined ? 0 : 1);
  const table = useTable({
    features: tableFeaturesInUse,
    columns: columns as ColumnDef<typeof tableFeaturesInUse, Row, unknown>[],
    data: rows ?? NO_ROWS,
    getRowId: rowId,
    enableRowSelection: selection !== undefined,
    ...(selection === undefined
      ? {}
      : { state: { rowSelection: selection.chosen }, onRowSelectionChange: selection.onChange }),
  });
  return (
    <div className={classes.scroll} data-framed={framed || undefined}>
      <table className={classes.table} aria-label={label} aria-busy={rows === undefined}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {selection === undefined ? null : (
                <th className={classes.tick}>
                  <Checkbox
                    size="xs"
                    aria-label="Choose all rows"
                    checked={rows !== undefined && rows.length > 0 && table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </th>
              )}
              {fold === undefined ? null : (
                <th className={classes.tick}>
                  <VisuallyHidden>Detail</VisuallyHidden>
                </th>
              )}
              {group.headers.map((header) => {
                const look = header.column.columnDef.meta;
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    style={{ width: look?.width }}
                    data-numeric={look?.numeric || undefined}
                    data-wide={look?.wide}
                    aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    {header.column.getCanSort() ? (
                      <button type="button" className={classes.sort} onClick={header.column.getToggleSortingHandler()}>
                        <table.FlexRender header={header} />
                        {sorted === false ? null : sorted === 'asc' ? (
                          <IconArrowUp size={12} aria-hidden />
                        ) : (
                          <IconArrowDown size={12} aria-hidden />
                        )}
                      </button>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {rows === undefined
            ? Array.from({ length: skeletonRows }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity
                <tr key={row}>
                  <td colSpan={columnCount}>
                    <Skeleton height={12} width={`${92 - ((row * 17) % 40)}%`} radius="sm" />
                  </td>
                </tr>
              ))
            : table.getRowModel().rows.map((row) => (
                <Fragment key={row.id}>
                  <tr
                    data-row
                    data-linked={href !== undefined || fold !== undefined || undefined}
                    data-chosen={row.getIsSelected() || undefined}
                    onClick={
                      href !== undefined
                        ? click(href(row.original))
                        : fold === undefined
                          ? undefined
                          : folds.click(row.id)
                    }
                  >
                    {selection === undefined ? null : (
                      <td className={classes.tick}>
                        <Checkbox
                          size="xs"
                          aria-label={`Choose ${selection.name(row.original)}`}
                          checked={row.getIsSelected()}
                          onChange={row.getToggleSelectedHandler()}
                        />
                      </td>
                    )}
                    {fold === undefined ? null : (
                      <td className={classes.tick}>
                        <FoldButton folds={folds} id={row.id} />
                      </td>
                    )}
                    {row.getAllCells().map((cell) => {
                      const look = cell.column.columnDef.meta;
                      return (
                        <td
                          key={cell.id}
                          data-numeric={look?.numeric || undefined}
                          data-clips={look?.clips}
                          data-wide={look?.wide}
                        >
                          <table.FlexRender cell={cell} />
                        </td>
                      );
                    })}
                  </tr>
                  {fold !== undefined && folds.isOpen(row.id) ? (
                    <tr id={folds.partId(row.id)}>
                      <td colSpan={columnCount} className={classes.folded}>
                        {fold(row.original)}
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              ))}
        </tbody>
      </table>
    </div>
  );
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
        : rows.map((row) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the card holds the link itself; a tap anywhere is a convenience
            <li key={rowId(row)} className={classes.card} onClick={href === undefined ? undefined : click(href(row))}>
              {card(row)}
              {fold === undefined ? null : (
                <>
                  <FoldButton folds={folds} id={rowId(row)} inWords />
                  {folds.isOpen(rowId(row)) ? (
                    <div id={folds.partId(rowId(row))} className={classes.unfolded}>
                      {fold(row)}
                    </div>
                  ) : null}
                </>
              )}
            </li>
          ))}
    </ul>
  );
}
