'use client';
import { Button } from '@mantine/core';
import { IconArrowUp, IconZoomCancel } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { workersQuery, workItemPagesQuery, workQueuesQuery } from '../../api/work-queries.ts';
import jobs from '../../jobs/jobs.module.css';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { formatTokens } from '../../parts/filter-tokens.ts';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFilterTokens } from '../../parts/use-filter-tokens.ts';
import { useHeldBack } from '../../parts/use-held-back.ts';
import { NewItemButton } from '../new-item-button.tsx';
import { NoItems } from '../no-items.tsx';
import { WorkBar } from '../work-bar.tsx';
import { workSentence } from '../work-sentence.ts';
import { ItemChips } from './item-chips.tsx';
import { ITEM_COLUMNS, ItemCard, itemHref, itemId } from './item-columns.tsx';
import { ITEM_KEYS, itemRequest, toggleToken } from './item-filter.ts';
import { ItemFilterField } from './item-filter-field.tsx';

/** All items, the newest first, narrowed by tokens that the address keeps. */
export function ItemsPage() {
  const [tokens, setTokens] = useFilterTokens(ITEM_KEYS);
  const filter = useMemo(() => itemRequest(tokens), [tokens]);
  const pages = useInfiniteQuery(workItemPagesQuery(filter));
  const queues = useQuery(workQueuesQuery());
  const workers = useQuery(workersQuery()).data?.items ?? [];
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const { shown, newer, showNewer } = useHeldBack(items, {
    key: formatTokens(tokens),
    isPlaceholder: pages.isPlaceholderData,
  });
  const heard = workers.filter(({ state }) => state !== 'silent').length;
  return (
    <PageBody wide>
      <WorkBar />
      <PageHead
        title="Work items"
        answer={queues.data === undefined ? '\u00a0' : workSentence(queues.data.items, heard)}
        actions={<NewItemButton />}
      />
      <div className={jobs.toolbar}>
        <ItemFilterField tokens={tokens} onChange={setTokens} />
        <ItemChips
          types={filter.type ?? []}
          states={filter.status ?? []}
          onType={(type) => setTokens(toggleToken(tokens, 'type', type))}
          onState={(state) => setTokens(toggleToken(tokens, 'state', state))}
        />
      </div>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      {newer === 0 ? null : (
        <button type="button" className={jobs.newer} onClick={showNewer}>
          <IconArrowUp size={14} aria-hidden /> {newer} new
        </button>
      )}
      {shown?.length === 0 ? (
        tokens.length === 0 ? (
          <NoItems />
        ) : (
          <NothingFits filter={formatTokens(tokens)} clear={() => setTokens([])} />
        )
      ) : shown === undefined && pages.error !== null ? null : (
        <DataTable
          label="Work items"
          rows={shown}
          columns={ITEM_COLUMNS}
          rowId={itemId}
          href={itemHref}
          card={(item) => <ItemCard item={item} />}
          skeletonRows={12}
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={jobs.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older items
        </Button>
      ) : null}
    </PageBody>
  );
}

function NothingFits({ filter, clear }: { filter: string; clear: () => void }) {
  return (
    <Empty
      icon={<IconZoomCancel size={22} />}
      title="No item fits the filter"
      action={
        <Button variant="default" onClick={clear}>
          Clear the filter
        </Button>
      }
    >
      Nothing is {filter}.
    </Empty>
  );
}
