import { SORT_STATES, type SortSummary } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { SortStanding, SortTook, sortHref } from './sort-columns.tsx';
import { inputWords } from './sort-words.ts';
import classes from './sorts.module.css';

/** A sort on a phone. */
export function SortCard({ sort }: { sort: SortSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-head']}>
        <PageLink href={sortHref(sort)} className={classes.name}>
          {sort.name}
        </PageLink>
        <StateBadge view={SORT_STATES[sort.state]} />
      </div>
      <div className={classes.wrap}>
        <SortStanding sort={sort} />
      </div>
      <div className={classes['card-head']}>
        <span className={classes.dim}>
          {sort.count === null ? '' : `${plural(sort.count, 'element')}, `}
          {inputWords(sort.spec)}
        </span>
        <span className={classes.dim}>
          <SortTook sort={sort} /> · <Ago at={sort.createdAt} />
        </span>
      </div>
    </div>
  );
}
