'use client';
import type { WorkItemSummary } from '@longshore/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { workItemPagesQuery } from '../../api/work-queries.ts';
import jobs from '../../jobs/jobs.module.css';
import { Button } from '../../parts/button/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { formatTokens } from '../../parts/filter-tokens.ts';
import { NewerRows } from '../../parts/newer-rows.tsx';
import { NothingFits } from '../../parts/nothing-fits.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFilterTokens } from '../../parts/use-filter-tokens.ts';
import { useHeldBack } from '../../parts/use-held-back.ts';
import { NewItemButton } from '../new-item-button.tsx';
import { NoItems } from '../no-items.tsx';
import { WorkAnswer } from '../work-answer.tsx';
import { WorkBar } from '../work-bar.tsx';
import { ItemChips } from './item-chips.tsx';
import { ITEM_COLUMNS, ItemCard, itemHref, itemId } from './item-columns.tsx';
import { ITEM_KEYS, itemRequest, toggleToken } from './item-filter.ts';
import { ItemFilterField } from './item-filter-field.tsx';

const card = (item: WorkItemSummary) => <ItemCard item={item} />;

/** All items, the newest first, narrowed by tokens that the address keeps. */
export function ItemsPage() {
  const [tokens, setTokens] = useFilterTokens(ITEM_KEYS);
  const filter = useMemo(() => itemRequest(tokens), [tokens]);
  const pages = useInfiniteQuery(workItemPagesQuery(filter));
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const key = formatTokens(tokens);
  const { shown, newer, showNewer } = useHeldBack(items, { key, isPlaceholder: pages.isPlaceholderData });
  // The rows are those of the list before until the answer is there.
  const [shownKey, setShownKey] = useState(key);
  if (!pages.isPlaceholderData && shownKey !== key) setShownKey(key);
  return (
    <PageBody wide>
      <WorkBar />
      <PageHead title="Work items" answer={<WorkAnswer />} actions={<NewItemButton />} />
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
      <NewerRows count={newer} onShow={showNewer} />
      {shown?.length === 0 ? (
        tokens.length === 0 ? (
          <NoItems />
        ) : (
          <NothingFits noun="item" filter={key} onClear={() => setTokens([])} />
        )
      ) : shown === undefined && pages.error !== null ? null : (
        <DataTable
          label="Work items"
          rows={shown}
          columns={ITEM_COLUMNS}
          rowId={itemId}
          href={itemHref}
          card={card}
          skeletonRows={12}
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
          Older items
        </Button>
      ) : null}
    </PageBody>
  );
}
