import type { WorkItemSummary } from '@longshore/schemas';
import Link from 'next/link';
import jobs from '../../jobs/jobs.module.css';
import type { Column } from '../../parts/data-table.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import classes from '../work.module.css';
import { WorkerLink } from '../worker-link.tsx';
import { ItemStanding } from './item-standing.tsx';

export const itemId = ({ id }: WorkItemSummary): string => id;
export const itemHref = ({ id }: WorkItemSummary): string => `/work/items/${id}`;

export const ITEM_COLUMNS: Column<WorkItemSummary>[] = [
  {
    id: 'asks',
    header: 'Item',
    meta: { width: '26%' },
    cell: ({ row: { original: item } }) => (
      <Link href={itemHref(item)} className={classes.link} data-row-link>
        {item.asks}
      </Link>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    meta: { width: 96 },
    cell: ({ row: { original: item } }) => <span className={classes.dim}>{item.type}</span>,
  },
  {
    id: 'state',
    header: 'State',
    meta: { width: 118 },
    cell: ({ row: { original: item } }) => <StateBadge of="work-item" state={item.status} />,
  },
  {
    id: 'standing',
    header: 'How far',
    meta: { clips: true },
    cell: ({ row: { original: item } }) => (
      <div className={jobs.clip}>
        <ItemStanding item={item} />
      </div>
    ),
  },
  {
    id: 'worker',
    header: 'Worker',
    meta: { width: '14%' },
    cell: ({ row: { original: item } }) =>
      item.worker === null ? <span className={classes.dim}>–</span> : <WorkerLink id={item.worker} />,
  },
  {
    id: 'tries',
    header: 'Tries',
    meta: { numeric: true, width: 70 },
    cell: ({ row: { original: item } }) => `${item.tries}/${item.maxTries}`,
  },
  {
    id: 'took',
    header: 'Took',
    meta: { numeric: true, width: 84 },
    cell: ({ row: { original: item } }) =>
      item.startedAt === null || item.status === 'queued' ? '–' : <Elapsed from={item.startedAt} to={item.endedAt} />,
  },
  {
    id: 'created',
    header: 'Submitted',
    meta: { numeric: true, width: 104 },
    cell: ({ row: { original: item } }) => <Ago at={item.createdAt} />,
  },
  {
    id: 'id',
    header: 'Id',
    meta: { width: 124, wide: true },
    cell: ({ row: { original: item } }) => <IdText id={item.id} what={`id of ${item.asks}`} />,
  },
];

/** An item on a phone. */
export function ItemCard({ item }: { item: WorkItemSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <Link href={itemHref(item)} className={classes.link}>
          {item.asks}
        </Link>
        <StateBadge of="work-item" state={item.status} />
      </div>
      <div className={jobs.wrap}>
        <ItemStanding item={item} />
      </div>
      <div className={jobs['card-foot']}>
        <span>
          {item.type}, try {item.tries} of {item.maxTries}
        </span>
        <Ago at={item.createdAt} />
      </div>
    </div>
  );
}
