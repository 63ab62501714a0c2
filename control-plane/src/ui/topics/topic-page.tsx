'use client';
import { plural } from '@longshore/schemas/words';
import { Button, Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconMailbox, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { topicMessagesQuery, topicQuery } from '../api/queries.ts';
import { Empty } from '../parts/empty.tsx';
import { NothingToShow } from '../parts/nothing-to-show.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Segments } from '../parts/segments.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { MessageRow } from './message-row.tsx';
import classes from './topics.module.css';

type From = 'beginning' | 'end';

/** One topic: how much is in it, and the records themselves. */
export function TopicPage({ name }: { name: string }) {
  const router = useRouter();
  const search = useSearchParams();
  const from: From = search.get('from') === 'beginning' ? 'beginning' : 'end';
  const asked = search.get('partition');
  const partition = asked === null ? null : Number(asked);
  const topic = useQuery(topicQuery(name));
  const pages = useInfiniteQuery(topicMessagesQuery(name, from, partition));
  const messages = pages.data?.pages.flatMap((page) => (from === 'end' ? page.items.toReversed() : page.items));
  const error = topic.error ?? pages.error;
  useDocumentTitle(`${name} · Longshore`);

  const show = (next: { from: From; partition: number | null }) => {
    const query = new URLSearchParams();
    if (next.from === 'beginning') query.set('from', 'beginning');
    if (next.partition !== null) query.set('partition', String(next.partition));
    router.replace(`?${query}`, { scroll: false });
  };
  const answer =
    topic.data === undefined
      ? '\u00a0'
      : `${plural(topic.data.records, 'record')} in ${plural(topic.data.partitions, 'partition')}, ${plural(topic.data.replication, 'copy', 'copies')} of each`;

  if (topic.data === undefined && topic.error !== null) {
    return (
      <PageBody>
        <NothingToShow
          error={topic.error}
          retry={() => void topic.refetch()}
          others={{ href: '/topics', words: 'All topics' }}
        />
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHead
        title={name}
        answer={answer}
        actions={
          <Button component={Link} variant="default" href={`/jobs?filter=topic:${encodeURIComponent(name)}`}>
            Its jobs
          </Button>
        }
      />
      {error === null ? null : (
        <ProblemNote
          error={error}
          retry={() => {
            void topic.refetch();
            void pages.refetch();
          }}
        />
      )}
      <div className={classes.toolbar}>
        <Segments
          label="Which records"
          options={[
            { value: 'end', words: 'Newest' },
            { value: 'beginning', words: 'Oldest' },
          ]}
          value={from}
          onChange={(value) => show({ from: value, partition })}
        />
        <Select
          aria-label="Partition"
          w={150}
          placeholder="All partitions"
          clearable
          clearButtonProps={{ 'aria-label': 'All partitions' }}
          data={(topic.data?.partitionOffsets ?? []).map((row) => ({
            value: String(row.partition),
            label: `Partition ${row.partition}`,
          }))}
          value={partition === null ? null : String(partition)}
          onChange={(value) => show({ from, partition: value === null ? null : Number(value) })}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={pages.isFetching && !pages.isFetchingNextPage}
          onClick={() => {
            void topic.refetch();
            void pages.refetch();
          }}
        >
          Read again
        </Button>
      </div>
      {messages === undefined ? (
        error === null ? (
          <Skeleton height={320} aria-busy />
        ) : null
      ) : messages.length === 0 ? (
        <Empty icon={<IconMailbox size={22} />} title="No records">
          Nothing is in {partition === null ? 'this topic' : `partition ${partition}`} now. Records stand here once
          something writes them.
        </Empty>
      ) : (
        <div>
          <div className={classes.columns} aria-hidden>
            <span>Place</span>
            <span>Written</span>
            <span>Key</span>
            <span>Value</span>
          </div>
          <ul className={classes.messages} aria-label={`Records of ${name}`}>
            {messages.map((message) => (
              <MessageRow key={`${message.partition}:${message.offset}`} message={message} />
            ))}
          </ul>
        </div>
      )}
      {pages.hasNextPage ? (
        <Button
          className={classes.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {from === 'end' ? 'Older records' : 'Newer records'}
        </Button>
      ) : null}
    </PageBody>
  );
}
