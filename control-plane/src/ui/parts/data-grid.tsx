'use client';
import type { MouseEvent } from 'react';
import { DataRow } from './data-row.tsx';
import classes from './data-table.module.css';
import type { DataTableProps } from './data-table-props.ts';
import { hitsControl, moveBetweenRows, useRowClick } from './row-link.tsx';
import { Skeleton } from './skeleton.tsx';
import { Tick } from './tick.tsx';
import { useFolds } from './use-folds.tsx';

/** Rows under the heads of their columns. */
export function DataGrid<Row extends object>({
  label,
  rows,
  columns,
  rowId,
  href,
  selection,
  fold,
  framed = false,
  skeletonRows = 8,
  steady = false,
  listKey = '',
}: DataTableProps<Row>) {
  const follow = useRowClick();
  const folds = useFolds();
  const ids = rows?.map(rowId) ?? [];
  const chosenCount = selection === undefined ? 0 : ids.filter((id) => selection.chosen.has(id)).length;
  const allChosen = chosenCount > 0 && chosenCount === ids.length;
  const columnCount = columns.length + (selection === undefined ? 0 : 1) + (fold === undefined ? 0 : 1);

  // Heard once for all rows: those that stay as they are need not be looked at when others change.
  const click = (event: MouseEvent<HTMLElement>) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row;
    const row = rows?.find((one) => rowId(one) === id);
    if (id === undefined || row === undefined) return;
    if (href !== undefined) follow(href(row))(event);
    else if (fold !== undefined && !hitsControl(event)) folds.toggle(id);
  };

  return (
    <div className={classes.scroll} data-framed={framed || undefined}>
      <table
        className={classes.table}
        data-steady={steady || undefined}
        aria-label={label}
        aria-busy={rows === undefined}
      >
        <thead>
          <tr>
            {selection === undefined ? null : (
              <th className={classes.tick}>
                <Tick
                  label="Choose all rows"
                  checked={allChosen}
                  partly={chosenCount > 0 && !allChosen}
                  onChange={() => selection.choose(ids, !allChosen)}
                />
              </th>
            )}
            {fold === undefined ? null : (
              <th className={classes.tick}>
                <span className="ls-hidden">Detail</span>
              </th>
            )}
            {columns.map(({ id, header, width, numeric, wide }) => (
              <th key={id} scope="col" style={{ width }} data-numeric={numeric || undefined} data-wide={wide}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody key={listKey} onKeyDown={moveBetweenRows} onClick={click}>
          {rows === undefined
            ? Array.from({ length: skeletonRows }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity
                <tr key={row}>
                  <td colSpan={columnCount}>
                    <Skeleton height={12} width={`${92 - ((row * 17) % 40)}%`} radius={5} />
                  </td>
                </tr>
              ))
            : rows.map((row, index) => {
                const id = ids[index] ?? rowId(row);
                return (
                  <DataRow
                    key={id}
                    id={id}
                    row={row}
                    columns={columns}
                    linked={href !== undefined || fold !== undefined}
                    {...(selection === undefined
                      ? {}
                      : { choose: selection.choose, nameOf: selection.name, chosen: selection.chosen.has(id) })}
                    {...(fold === undefined
                      ? {}
                      : { fold, toggle: folds.toggle, partId: folds.partId(id), open: folds.isOpen(id) })}
                  />
                );
              })}
        </tbody>
      </table>
    </div>
  );
}
