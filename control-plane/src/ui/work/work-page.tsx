'use client';
import { WORK_TYPES, type WorkItemSummary } from '@longshore/schemas';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { depthsQuery, workItemsQuery, workQueuesQuery } from '../api/work-queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Note } from '../parts/note.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ITEM_COLUMNS, ItemCard, itemHref, itemId } from './items/item-columns.tsx';
import { NewItemButton } from './new-item-button.tsx';
import { NoItems } from './no-items.tsx';
import { QueueCard, QueueSkeleton } from './queue-card.tsx';
import classes from './work.module.css';
import { WorkAnswer } from './work-answer.tsx';
import { WorkBar } from './work-bar.tsx';
import { WorkersPanel } from './workers/workers-panel.tsx';

/** Items that are listed below the queues. */
const NEWEST = 8;

const card = (item: WorkItemSummary) => <ItemCard item={item} />;

/** The queues of typed work, who takes items from them, and what came last. */
export function WorkPage() {
  const { data, error, refetch } = useQuery(workQueuesQuery());
  const depths = useQuery(depthsQuery()).data ?? {};
  return (
    <PageBody wide>
      <WorkBar />
      <PageHead title="Work" answer={<WorkAnswer />} actions={<NewItemButton />} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data?.ready === false ? (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="The fleet runs no workers">
          Their keys are made with LONGSHORE_SECRET_KEY: set it for web and dispatcher to the same key and restart them;{' '}
          <code>openssl rand -base64 32</code> makes one. Workers that you run elsewhere take items all the same.
        </Note>
      ) : null}
      {data === undefined && error !== null ? null : (
        <div className={classes.queues}>
          {WORK_TYPES.map((type) => {
            const queue = data?.items.find((one) => one.type === type);
            if (queue === undefined) return data === undefined ? <QueueSkeleton key={type} type={type} /> : null;
            return <QueueCard key={type} queue={queue} depths={depths[type] ?? []} ready={data?.ready === true} />;
          })}
        </div>
      )}
      <NewestItems />
      <WorkersPanel />
    </PageBody>
  );
}

function NewestItems() {
  const { data, error, refetch } = useQuery(workItemsQuery({}, NEWEST));
  if (error !== null && data === undefined) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (data?.items.length === 0) return <NoItems />;
  return (
    <Panel title="Newest items" flush aside={<Link href="/work/items">All items</Link>}>
      <DataTable
        label="Newest items"
        rows={data?.items}
        columns={ITEM_COLUMNS}
        rowId={itemId}
        href={itemHref}
        card={card}
        skeletonRows={NEWEST}
        framed
      />
    </Panel>
  );
}
