import type { ReactNode } from 'react';

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
