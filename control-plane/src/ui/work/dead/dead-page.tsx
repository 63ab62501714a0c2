'use client';
import { WORK_TYPES, type WorkItemSummary, type WorkType } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { Button, CloseButton } from '@mantine/core';
import { IconChecks, IconRotateClockwise } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { workItemPagesQuery, workQueuesQuery } from '../../api/work-queries.ts';
import jobs from '../../jobs/jobs.module.css';
import { useChosen } from '../../jobs/use-chosen.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import type { FilterToken } from '../../parts/filter-tokens.ts';
import { late } from '../../parts/late.tsx';
import { May } from '../../parts/may.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useFilterTokens } from '../../parts/use-filter-tokens.ts';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { itemHref, itemId } from '../items/item-columns.tsx';
import { itemRequest, toggleToken } from '../items/item-filter.ts';
import { WorkBar } from '../work-bar.tsx';
import { DeadChips } from './dead-chips.tsx';
import { DEAD_COLUMNS, DeadCard } from './dead-columns.tsx';
import type { Meant } from './redrive-words.ts';

// For whoever redrives.
const RedriveDialog = late(async () => (await import('./redrive-dialog.tsx')).RedriveDialog);

const KEYS = ['type'] as const;
/** The filter of this page with one type put in or taken out. */
function withToggled(tokens: FilterToken<'type'>[], type: WorkType): FilterToken<'type'>[] {
  return toggleToken(tokens, 'type', type).flatMap(({ key, value }) => (key === 'type' ? [{ key, value }] : []));
}

const nameOf = ({ asks }: WorkItemSummary) => asks;

/** What failed for good and why: to redrive one, several, or all of some types. */
export function DeadPage() {
  const client = useQueryClient();
  const [tokens, setTokens] = useFilterTokens(KEYS);
  const types = useMemo(() => itemRequest(tokens).type ?? [], [tokens]);
  const filter = useMemo(
    () => ({ status: ['failed' as const], ...(types.length === 0 ? {} : { type: types }) }),
    [types],
  );
  const pages = useInfiniteQuery(workItemPagesQuery(filter));
  const queues = useQuery(workQueuesQuery()).data?.items ?? [];
  const { chosen, choose, chooseNone } = useChosen();
  const [asking, setAsking] = useState<Meant | null>(null);
  useWhenSettled(RedriveDialog.fetchAhead);

  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const ids = (items ?? []).filter(({ id }) => chosen.has(id)).map(itemId);
  const counts = WORK_TYPES.map((type) => ({ type, count: queues.find((queue) => queue.type === type)?.failed ?? 0 }));
  const meant = counts.filter(({ type, count }) => count > 0 && (types.length === 0 || types.includes(type)));
  const all = meant.reduce((sum, { count }) => sum + count, 0);
  const chosenItem = ids.length === 1 ? items?.find(({ id }) => id === ids[0]) : undefined;
  return (
    <PageBody wide>
      <WorkBar />
      <PageHead
        title="Dead letters"
        answer={
          queues.length === 0
            ? '\u00a0'
            : all === 0
              ? 'Nothing failed for good'
              : `${plural(all, 'item')} failed for good`
        }
        actions={
          <May permission="work:write">
            <Button
              leftSection={<IconRotateClockwise size={16} aria-hidden />}
              disabled={all === 0}
              onClick={() => setAsking({ types: meant })}
            >
              Redrive all{types.length === 0 ? '' : ` of ${types.join(', ')}`}
            </Button>
          </May>
        }
      />
      <DeadChips counts={counts} chosen={types} onToggle={(type) => setTokens(withToggled(tokens, type))} />
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      {items?.length === 0 ? (
        <Empty
          icon={<IconChecks size={22} />}
          title={types.length === 0 ? 'No dead letters' : `No dead letters of ${types.join(', ')}`}
        >
          An item that failed and is not tried again stands here with the reason, until it is redriven or forgotten.
          Each is on the dead-letter topic of its queue as well.
        </Empty>
      ) : items === undefined && pages.error !== null ? null : (
        <DataTable
          label="Dead letters"
          rows={items}
          columns={DEAD_COLUMNS}
          rowId={itemId}
          href={itemHref}
          card={(item) => <DeadCard item={item} redrive={() => setAsking({ ids: [item.id], words: item.asks })} />}
          selection={{ chosen, choose, name: nameOf }}
          skeletonRows={8}
          steady
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={jobs.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older dead letters
        </Button>
      ) : null}
      {ids.length === 0 ? null : (
        <section className={jobs.selection} aria-label="Chosen dead letters">
          <span className="ls-tabular">{formatCount(ids.length)} chosen</span>
          <May permission="work:write">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRotateClockwise size={14} aria-hidden />}
              onClick={() => setAsking({ ids, ...(chosenItem === undefined ? {} : { words: chosenItem.asks }) })}
            >
              Redrive
            </Button>
          </May>
          <CloseButton aria-label="Choose none" onClick={chooseNone} />
        </section>
      )}
      {asking === null ? null : (
        <RedriveDialog
          meant={asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            chooseNone();
            void client.invalidateQueries({ queryKey: ['work'] });
          }}
        />
      )}
    </PageBody>
  );
}
