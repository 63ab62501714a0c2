'use client';
import type { SortSummary } from '@longshore/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { sortPagesQuery } from '../api/sort-queries.ts';
import jobs from '../jobs/jobs.module.css';
import { Button } from '../parts/button/button.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { formatTokens } from '../parts/filter-tokens.ts';
import { NewerRows } from '../parts/newer-rows.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useFilterTokens } from '../parts/use-filter-tokens.ts';
import { useHeldBack } from '../parts/use-held-back.ts';
import { NoSorts } from './no-sorts.tsx';
import { SortCard } from './sort-card.tsx';
import { SORT_COLUMNS, sortHref } from './sort-columns.tsx';
import { SORT_FILTER_KEYS, sortFilterOf, toggleSortState } from './sort-filter.ts';
import { SortStateChips } from './sort-state-chips.tsx';

const rowId = (sort: SortSummary) => sort.id;
const card = (sort: SortSummary) => <SortCard sort={sort} />;

/** Every sort, the newest first, narrowed to states that the address keeps; what is new waits to be shown. */
export function SortsList() {
  const [tokens, setTokens] = useFilterTokens(SORT_FILTER_KEYS);
  const filter = useMemo(() => sortFilterOf(tokens), [tokens]);
  const pages = useInfiniteQuery(sortPagesQuery(filter));
  const sorts = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const key = formatTokens(tokens);
  const { shown, newer, showNewer } = useHeldBack(sorts, { key, isPlaceholder: pages.isPlaceholderData });
  // The rows are those of the list before until the answer is there.
  const [shownKey, setShownKey] = useState(key);
  if (!pages.isPlaceholderData && shownKey !== key) setShownKey(key);
  const narrowed = filter.state !== undefined;
  const nothing = shown !== undefined && shown.length === 0;
  return (
    <>
      {nothing && !narrowed ? null : (
        <SortStateChips chosen={filter.state ?? []} onToggle={(state) => setTokens(toggleSortState(tokens, state))} />
      )}
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      <NewerRows count={newer} onShow={showNewer} />
      {nothing ? (
        <NoSorts onShowAll={narrowed ? () => setTokens([]) : null} />
      ) : (
        <DataTable
          label="Sorts"
          rows={shown}
          columns={SORT_COLUMNS}
          rowId={rowId}
          href={sortHref}
          card={card}
          skeletonRows={8}
          steady
          listKey={shownKey}
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={jobs.more ?? ''}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older sorts
        </Button>
      ) : null}
    </>
  );
}
