import { WORK_FAILURES, type WorkItemSummary } from '@longshore/schemas';
import Link from 'next/link';
import jobs from '../../jobs/jobs.module.css';
import { Button } from '../../parts/button/button.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { May } from '../../parts/may.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Ago } from '../../time/ago.tsx';
import { itemHref } from '../items/item-columns.tsx';
import classes from '../work.module.css';

function Reason({ item: { failure } }: { item: WorkItemSummary }) {
  if (failure === null) return null;
  const { words, advice } = WORK_FAILURES[failure.code];
  return (
    <span className={jobs.reason} title={`${failure.message} ${advice}`}>
      {words}: {failure.message}
    </span>
  );
}

export const DEAD_COLUMNS: Column<WorkItemSummary>[] = [
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
    width: 96,
    cell: (item) => <span className={classes.dim}>{item.type}</span>,
  },
  {
    id: 'reason',
    header: 'Why',
    width: '38%',
    clips: true,
    cell: (item) => <Reason item={item} />,
  },
  {
    id: 'tries',
    header: 'Tries',
    numeric: true,
    width: 70,
    cell: (item) => `${item.tries}/${item.maxTries}`,
  },
  {
    id: 'submitted',
    header: 'Submitted',
    numeric: true,
    width: 104,
    cell: (item) => <Ago at={item.createdAt} />,
  },
  {
    id: 'failed',
    header: 'Failed',
    numeric: true,
    width: 104,
    cell: (item) => (item.endedAt === null ? '–' : <Ago at={item.endedAt} />),
  },
];

/** A dead letter on a phone, where no rows are chosen. */
export function DeadCard({ item, redrive }: { item: WorkItemSummary; redrive: () => void }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <Link href={itemHref(item)} className={classes.link}>
          {item.asks}
        </Link>
        <span className={classes.small}>{item.type}</span>
      </div>
      <div className={jobs.wrap}>
        <Reason item={item} />
      </div>
      <div className={classes['card-line']}>
        <span className={classes.small}>
          after {item.tries} of {item.maxTries} tries, {item.endedAt === null ? null : <Ago at={item.endedAt} />}
        </span>
        <May permission="work:write">
          <Button size="xs" variant="default" onClick={redrive}>
            Redrive
          </Button>
        </May>
      </div>
    </div>
  );
}
