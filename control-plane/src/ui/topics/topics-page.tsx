'use client';
import type { TopicSummary } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { Switch } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { topicsQuery } from '../api/queries.ts';
import { FIRST_JOB_COMMAND } from '../jobs/first-job-command.ts';
import type { Column } from '../parts/data-table.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import classes from './topics.module.css';

const rowId = (topic: TopicSummary) => topic.name;
const href = (topic: TopicSummary) => `/topics/${encodeURIComponent(topic.name)}`;

const COLUMNS: Column<TopicSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (topic) => (
      <PageLink href={href(topic)} className={classes.name} data-row-link>
        {topic.name}
      </PageLink>
    ),
  },
  {
    id: 'records',
    header: 'Records',
    numeric: true,
    width: 160,
    cell: (topic) => formatCount(topic.records),
  },
  {
    id: 'partitions',
    header: 'Partitions',
    numeric: true,
    width: 120,
    cell: (topic) => formatCount(topic.partitions),
  },
  {
    id: 'copies',
    header: 'Copies',
    numeric: true,
    width: 100,
    cell: (topic) => formatCount(topic.replication),
  },
];

/** The topics of the cluster; Longshore's own are shown when asked for. */
export function TopicsPage() {
  const { data, error, refetch } = useQuery(topicsQuery());
  const [withOwn, setWithOwn] = useState(false);
  const own = data?.items.filter(({ internal }) => internal).length ?? 0;
  const shown = data?.items.filter(({ internal }) => withOwn || !internal);
  const records = (shown ?? []).reduce((sum, topic) => sum + topic.records, 0);
  return (
    <PageBody wide>
      <PageHead
        title="Topics"
        answer={shown === undefined ? '\u00a0' : `${plural(shown.length, 'topic')} · ${plural(records, 'record')}`}
        actions={
          <Switch
            label={`Longshore’s own${own === 0 ? '' : ` (${own})`}`}
            checked={withOwn}
            onChange={(event) => setWithOwn(event.currentTarget.checked)}
          />
        }
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {shown !== undefined && shown.length === 0 ? (
        <Empty icon={<IconStack2 size={22} />} title="No topics yet" command={FIRST_JOB_COMMAND}>
          Topics that jobs write to or read from will stand here, with their records.
        </Empty>
      ) : (
        <DataTable
          label="Topics"
          rows={shown}
          columns={COLUMNS}
          rowId={rowId}
          href={href}
          card={(topic) => (
            <div className={classes.card}>
              <Link href={href(topic)} className={classes.name}>
                {topic.name}
              </Link>
              <span className={classes.dim}>{plural(topic.records, 'record')}</span>
            </div>
          )}
          skeletonRows={6}
        />
      )}
    </PageBody>
  );
}
