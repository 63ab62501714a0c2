'use client';
import { useMediaQuery } from '@mantine/hooks';
import { DataGrid } from './data-grid.tsx';
import classes from './data-table.module.css';
import type { DataTableProps } from './data-table-props.ts';
import { useRowClick } from './row-link.tsx';
import { Skeleton } from './skeleton.tsx';
import { FoldButton, useFolds } from './use-folds.tsx';

export type { Column } from './data-table-props.ts';

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
              <Skeleton height={14} width="60%" radius={5} mb={10} />
              <Skeleton height={12} width="85%" radius={5} />
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
