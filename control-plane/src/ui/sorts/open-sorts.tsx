'use client';
import { SORT_STATES, type SortSummary } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { sortQuery } from '../api/sort-queries.ts';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { SortTook, sortHref } from './sort-columns.tsx';
import { phaseWords } from './sort-progress.ts';
import { SortProgressBar } from './sort-progress-bar.tsx';
import { inputWords } from './sort-words.ts';
import classes from './sorts.module.css';

const MOST_SHOWN = 12;

/** What is being sorted now: each with its three passes. */
export function OpenSorts({ sorts }: { sorts: readonly SortSummary[] }) {
  if (sorts.length === 0) return null;
  return (
    <ul className={classes.open} aria-label="Being sorted">
      {sorts.slice(0, MOST_SHOWN).map((sort) => (
        <li key={sort.id} className={classes['open-sort']}>
          <OpenSort sort={sort} />
        </li>
      ))}
    </ul>
  );
}

function OpenSort({ sort }: { sort: SortSummary }) {
  const { data } = useQuery({ ...sortQuery(sort.id), enabled: sort.state === 'RUNNING' });
  const report = data?.report ?? null;
  return (
    <>
      <div className={classes['card-head']}>
        <PageLink href={sortHref(sort)} className={classes.name}>
          {sort.name}
        </PageLink>
        <StateBadge view={SORT_STATES[sort.state]} />
      </div>
      {sort.state === 'AWAITING_INPUT' ? (
        <span className={classes.dim}>Its file was not uploaded whole yet: its page takes it.</span>
      ) : (
        <SortProgressBar report={report} label={`Progress of ${sort.name}`} />
      )}
      <div className={classes['card-head']}>
        <span className={classes.dim}>
          {sort.state === 'RUNNING' ? `${phaseWords(report)} · ` : ''}
          {sort.count === null ? inputWords(sort.spec) : `${plural(sort.count, 'element')}, ${inputWords(sort.spec)}`}
        </span>
        <span className={classes.dim}>
          {plural(sort.spec.workers, 'sorter')}
          {sort.startedAt === null ? null : (
            <>
              {' · '}
              <SortTook sort={sort} />
            </>
          )}
        </span>
      </div>
    </>
  );
}
