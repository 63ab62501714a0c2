import { WORK_ITEM_STATES, type WorkItemSummary } from '@longshore/schemas';
import Link from 'next/link';
import jobs from '../../jobs/jobs.module.css';
import type { Column } from '../../parts/data-table.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { PageLink } from '../../parts/page-link.tsx';
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
    cell: (item) => (
      <PageLink href={itemHref(item)} className={classes.link} data-row-link>
        {item.asks}
      </PageLink>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    width: 92,
    cell: (item) => <span className={classes.dim}>{item.type}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 118,
    cell: (item) => <StateBadge view={WORK_ITEM_STATES[item.status]} />,
  },
  {
    id: 'standing',
    header: 'How far',
    width: '20%',
    clips: true,
    cell: (item) => (
      <div className={jobs.clip}>
        <ItemStanding item={item} />
      </div>
    ),
  },
  {
    id: 'worker',
    header: 'Worker',
    width: 124,
    clips: true,
    cell: (item) => (item.worker === null ? <span className={classes.dim}>–</span> : <WorkerLink id={item.worker} />),
  },
  {
    id: 'tries',
    header: 'Tries',
    numeric: true,
    width: 70,
    cell: (item) => `${item.tries}/${item.maxTries}`,
  },
  {
    id: 'took',
    header: 'Took',
    numeric: true,
    width: 84,
    cell: (item) =>
      item.startedAt === null || item.status === 'queued' ? '–' : <Elapsed from={item.startedAt} to={item.endedAt} />,
  },
  {
    id: 'created',
    header: 'Submitted',
    numeric: true,
    width: 104,
    cell: (item) => <Ago at={item.createdAt} />,
  },
  {
    id: 'id',
    header: 'Id',
    width: 124,
    wide: true,
    cell: (item) => <IdText id={item.id} what={`id of ${item.asks}`} />,
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
        <StateBadge view={WORK_ITEM_STATES[item.status]} />
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
