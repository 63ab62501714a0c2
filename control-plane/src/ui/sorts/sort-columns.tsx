import { SORT_STATES, type SortSummary, sortHasEnded } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import type { Column } from '../parts/data-table.tsx';
import { IdText } from '../parts/id-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
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
    cell: (sort) => (
      <PageLink href={sortHref(sort)} className={classes.name} data-row-link>
        {sort.name}
      </PageLink>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 124,
    cell: (sort) => <StateBadge view={SORT_STATES[sort.state]} />,
  },
  {
    id: 'standing',
    header: 'How far',
    width: '11%',
    clips: true,
    cell: (sort) => (
      <div className={classes.clip}>
        <SortStanding sort={sort} />
      </div>
    ),
  },
  {
    id: 'what',
    header: 'What',
    width: '23%',
    clips: true,
    cell: ({ spec }) => {
      const words = `${inputWords(spec)} · ${orderWords(spec)}`;
      return (
        <span className={classes.dim} title={words}>
          {words}
        </span>
      );
    },
  },
  {
    id: 'count',
    header: 'Elements',
    numeric: true,
    width: 108,
    cell: (sort) => countWords(sort.count),
  },
  {
    id: 'workers',
    header: 'Sorters',
    numeric: true,
    width: 72,
    cell: (sort) => formatCount(sort.spec.workers),
  },
  {
    id: 'took',
    header: 'Took',
    numeric: true,
    width: 88,
    cell: (sort) => <SortTook sort={sort} />,
  },
  {
    id: 'created',
    header: 'Asked for',
    numeric: true,
    width: 104,
    cell: (sort) => <Ago at={sort.createdAt} />,
  },
  {
    id: 'id',
    header: 'Id',
    width: 124,
    wide: true,
    cell: (sort) => <IdText id={sort.id} what={`id of ${sort.name}`} />,
  },
];
