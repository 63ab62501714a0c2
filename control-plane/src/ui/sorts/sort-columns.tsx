import { type SortSummary, sortHasEnded } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import Link from 'next/link';
import type { Column } from '../parts/data-table.tsx';
import { IdText } from '../parts/id-text.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { countWords, inputWords, orderWords } from './sort-words.ts';
import classes from './sorts.module.css';
import { standingWords } from './sorts-sentence.ts';

export const sortHref = ({ id }: Pick<SortSummary, 'id'>) => `/sorts/${id}`;

/** How long it took, or has taken so far. */
export function SortTook({ sort }: { sort: SortSummary }) {
  if (sort.startedAt === null || (sort.endedAt === null && sortHasEnded(sort.state))) return '–';
  return <Elapsed from={sort.startedAt} to={sort.endedAt} />;
}

/** Where it stands beyond its state: how far it is, or why it failed. */
export function SortStanding({ sort }: { sort: SortSummary }) {
  const words = standingWords(sort);
  return (
    <span className={sort.state === 'FAILED' ? classes.reason : classes.dim} title={words}>
      {words}
    </span>
  );
}

export const SORT_COLUMNS: Column<SortSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ row: { original: sort } }) => (
      <Link href={sortHref(sort)} className={classes.name} data-row-link>
        {sort.name}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    meta: { width: 132 },
    cell: ({ row: { original: sort } }) => <StateBadge of="sort" state={sort.state} />,
  },
  {
    id: 'standing',
    header: 'How far',
    cell: ({ row: { original: sort } }) => (
      <div className={classes.clip}>
        <SortStanding sort={sort} />
      </div>
    ),
  },
  {
    id: 'input',
    header: 'Input',
    cell: ({ row: { original: sort } }) => <span className={classes.dim}>{inputWords(sort.spec)}</span>,
  },
  {
    id: 'order',
    header: 'Order',
    cell: ({ row: { original: sort } }) => <span className={classes.dim}>{orderWords(sort.spec)}</span>,
  },
  {
    id: 'count',
    header: 'Elements',
    meta: { numeric: true },
    cell: ({ row: { original: sort } }) => countWords(sort.count),
  },
  {
    id: 'workers',
    header: 'Sorters',
    meta: { numeric: true },
    cell: ({ row: { original: sort } }) => formatCount(sort.spec.workers),
  },
  {
    id: 'took',
    header: 'Took',
    meta: { numeric: true, width: 96 },
    cell: ({ row: { original: sort } }) => <SortTook sort={sort} />,
  },
  {
    id: 'created',
    header: 'Asked for',
    meta: { numeric: true, width: 110 },
    cell: ({ row: { original: sort } }) => <Ago at={sort.createdAt} />,
  },
  {
    id: 'id',
    header: 'Id',
    meta: { width: 124 },
    cell: ({ row: { original: sort } }) => <IdText id={sort.id} what={`id of ${sort.name}`} />,
  },
];
