'use client';
import type { QueueEntry } from '@longshore/schemas';
import { formatCount, waitingWords } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Ago } from '../../time/ago.tsx';
import { capitalised, withStop } from '../../words/sentence.ts';
import jobs from '../jobs.module.css';
import classes from './queue.module.css';
import { queuePagesQuery } from './queue-query.ts';
import { excludedWords, queueSentence } from './queue-words.ts';

const rowId = (entry: QueueEntry) => entry.jobId;
const href = (entry: QueueEntry) => `/jobs/${entry.jobId}?tab=placement`;

const COLUMNS: Column<QueueEntry>[] = [
  {
    id: 'position',
    header: 'Place',
    numeric: true,
    width: 64,
    cell: (entry) => formatCount(entry.position),
  },
  {
    id: 'name',
    header: 'Job',
    cell: (entry) => (
      <PageLink href={href(entry)} className={jobs.name} data-row-link>
        {entry.name}
      </PageLink>
    ),
  },
  {
    id: 'priority',
    header: 'Priority',
    numeric: true,
    width: 80,
    cell: (entry) => entry.priority,
  },
  {
    id: 'tasks',
    header: 'Tasks',
    numeric: true,
    width: 72,
    cell: (entry) => formatCount(entry.tasksWaiting),
  },
  {
    id: 'why',
    header: 'Waits for',
    width: '52%',
    cell: (entry) => <Why entry={entry} />,
  },
  {
    id: 'created',
    header: 'Submitted',
    numeric: true,
    width: 110,
    cell: (entry) => <Ago at={entry.createdAt} />,
  },
];

/** What waits to be placed, in the order in which it is looked at, and what would make each fit. */
export function QueuePage() {
  const pages = useInfiniteQuery(queuePagesQuery());
  const entries = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const first = pages.data?.pages[0];
  return (
    <PageBody wide>
      <PageHead title="Queue" answer={first === undefined ? '\u00a0' : queueSentence(first)} />
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      {entries !== undefined && entries.length === 0 ? (
        <Empty
          icon={<IconChecks size={22} />}
          title="Nothing waits"
          action={
            <Button component={Link} href="/jobs" variant="default">
              All jobs
            </Button>
          }
        >
          A job that cannot be placed yet stands here: its place, what it waits for, which agents were left out by what,
          and what would make it fit.
        </Empty>
      ) : (
        <DataTable
          label="Waiting jobs"
          rows={entries}
          columns={COLUMNS}
          rowId={rowId}
          href={href}
          card={(entry) => <QueueCard entry={entry} />}
          skeletonRows={4}
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={jobs.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Further back
        </Button>
      ) : null}
    </PageBody>
  );
}

/** Why it waits, who was left out by what, and what would end the wait. */
function Why({ entry }: { entry: QueueEntry }) {
  return (
    <div className={classes.why}>
      <span>{capitalised(waitingWords(entry.waitsFor))}</span>
      {entry.excluded.length === 0 ? null : (
        <span className={jobs.dim}>Left out by {entry.excluded.map(excludedWords).join(' · ')}</span>
      )}
      {entry.wouldFit.length === 0 ? null : (
        <span className={jobs.dim}>{withStop(`Would fit with ${entry.wouldFit.join(', or ')}`)}</span>
      )}
    </div>
  );
}

function QueueCard({ entry }: { entry: QueueEntry }) {
  return (
    <div className={jobs.card}>
      <div className={jobs['card-head']}>
        <Link href={href(entry)} className={jobs.name}>
          {formatCount(entry.position)}. {entry.name}
        </Link>
        <span className={jobs.dim}>priority {entry.priority}</span>
      </div>
      <div className={jobs.wrap}>
        <Why entry={entry} />
      </div>
      <div className={jobs['card-foot']}>
        <span>{formatCount(entry.tasksWaiting)} waiting</span>
        <Ago at={entry.createdAt} />
      </div>
    </div>
  );
}
