'use client';
import type { SortSummary } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { IconArrowsSort, IconPlus, IconSchool, IconZoomCancel } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { openSortsQuery, sortPagesQuery } from '../api/sort-queries.ts';
import jobs from '../jobs/jobs.module.css';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { formatTokens } from '../parts/filter-tokens.ts';
import { May } from '../parts/may.tsx';
import { NewerRows } from '../parts/newer-rows.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useFilterTokens } from '../parts/use-filter-tokens.ts';
import { useHeldBack } from '../parts/use-held-back.ts';
import { FIRST_SORT_COMMAND } from './first-sort-command.ts';
import { OpenSorts } from './open-sorts.tsx';
import { SortCard } from './sort-card.tsx';
import { SORT_COLUMNS, sortHref } from './sort-columns.tsx';
import { SORT_FILTER_KEYS, sortFilterOf, toggleSortState } from './sort-filter.ts';
import { SortStateChips } from './sort-state-chips.tsx';
import { sortsSentence } from './sorts-sentence.ts';

const rowId = (sort: SortSummary) => sort.id;
const card = (sort: SortSummary) => <SortCard sort={sort} />;

/** What is being sorted, and what was: the newest first, narrowed to states that the address keeps. */
export function SortsPage() {
  const [tokens, setTokens] = useFilterTokens(SORT_FILTER_KEYS);
  const filter = useMemo(() => sortFilterOf(tokens), [tokens]);
  const open = useQuery(openSortsQuery());
  const pages = useInfiniteQuery(sortPagesQuery(filter));
  const sorts = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const { shown, newer, showNewer } = useHeldBack(sorts, {
    key: formatTokens(tokens),
    isPlaceholder: pages.isPlaceholderData,
  });
  // The rows are those of the list before until the answer is there.
  const key = formatTokens(tokens);
  const [shownKey, setShownKey] = useState(key);
  if (!pages.isPlaceholderData && shownKey !== key) setShownKey(key);
  const narrowed = filter.state !== undefined;
  const create = (
    <May permission="sorts:write">
      <Button component={PageLink} href="/sorts/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New sort
      </Button>
    </May>
  );
  const learn = (
    <Button
      component={PageLink}
      href="/sorts/learn"
      variant="default"
      leftSection={<IconSchool size={16} aria-hidden />}
    >
      Step by step
    </Button>
  );
  const nothing = shown !== undefined && shown.length === 0;
  return (
    <PageBody wide>
      <PageHead
        title="Sorts"
        answer={open.data === undefined ? '\u00a0' : sortsSentence(open.data.items)}
        actions={
          <>
            {learn}
            {create}
          </>
        }
      />
      {open.data === undefined ? null : <OpenSorts sorts={open.data.items} />}
      {nothing && !narrowed ? null : (
        <SortStateChips chosen={filter.state ?? []} onToggle={(state) => setTokens(toggleSortState(tokens, state))} />
      )}
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      <NewerRows count={newer} onShow={showNewer} />
      {nothing ? (
        narrowed ? (
          <Empty
            icon={<IconZoomCancel size={22} />}
            title="No sort is in such a state"
            action={
              <Button variant="default" onClick={() => setTokens([])}>
                Show all
              </Button>
            }
          >
            Sorts in other states are not shown.
          </Empty>
        ) : (
          <Empty icon={<IconArrowsSort size={22} />} title="No sorts yet" command={FIRST_SORT_COMMAND} action={create}>
            Every sort will stand here, the newest first: what was sorted, with how many sorters, and how long it took.
          </Empty>
        )
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
          className={jobs.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older sorts
        </Button>
      ) : null}
    </PageBody>
  );
}
