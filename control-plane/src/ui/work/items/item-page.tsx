'use client';
import type { WorkItem } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { workItemQuery, workQueuesQuery } from '../../api/work-queries.ts';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { Note } from '../../parts/note.tsx';
import { NothingToShow } from '../../parts/nothing-to-show.tsx';
import { PageBody } from '../../parts/page-body.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { ProgressTrack } from '../../parts/progress-bar.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateIcon } from '../../state/state-icon.tsx';
import { Ago } from '../../time/ago.tsx';
import { Countdown } from '../../time/countdown.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { queueNote } from '../queue-words.ts';
import { ItemResult } from '../result/item-result.tsx';
import work from '../work.module.css';
import { WorkerLink } from '../worker-link.tsx';
import classes from './item.module.css';
import { ItemFailure } from './item-failure.tsx';
import { ItemHeader } from './item-header.tsx';
import { ItemLife } from './item-life.tsx';
import { spans } from './life.ts';
import { PayloadPanel } from './payload-panel.tsx';

/** One item: how it stands, what happened to it, what went in and what came out. */
export function ItemPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(workItemQuery(id));
  useDocumentTitle(`${data?.asks ?? 'Work item'} · Longshore`);
  if (data === undefined) {
    return (
      <PageBody>
        {error === null ? (
          <Skeleton height={300} aria-busy />
        ) : (
          <NothingToShow
            error={error}
            retry={() => void refetch()}
            others={{ href: '/work/items', words: 'All items' }}
          />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <ItemHeader item={data} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      <Facts facts={factsOf(data)} />
      {data.status === 'processing' && data.progress !== null ? (
        <ProgressTrack progress={data.progress} tone="moving" label={`Progress of ${data.asks}`} />
      ) : null}
      <WaitingNote item={data} />
      <ItemFailure item={data} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {data.result === null ? null : (
            <Panel title="Result">
              <ItemResult item={{ id: data.id, type: data.type, result: data.result }} />
            </Panel>
          )}
          <Panel title="Life">
            <ItemLife item={data} />
          </Panel>
        </div>
        <div className={classes.column}>
          <PayloadPanel payload={data.payload} />
        </div>
      </div>
    </PageBody>
  );
}

function factsOf(item: WorkItem): Fact[] {
  const { waitedMs, tookMs } = spans(item);
  const { chain } = item.payload;
  return [
    [
      'Type',
      <Link key="type" href={`/work/items?filter=type:${item.type}`} className={work.link}>
        {item.type}
      </Link>,
    ],
    ...(typeof chain === 'string'
      ? [
          [
            'Chain',
            <Link key="chain" href={`/work/chains/${encodeURIComponent(chain)}`} className={work.link}>
              {chain}
            </Link>,
          ] as const,
        ]
      : []),
    ['Submitted', <Ago key="submitted" at={item.createdAt} />],
    ['By', item.submittedBy],
    ['Tries', `${item.tries} of ${item.maxTries}`],
    ...(item.worker === null ? [] : [['Worker', <WorkerLink key="worker" id={item.worker} />] as const]),
    waitedMs === null
      ? ['Waiting for', <Elapsed key="waits" from={item.createdAt} to={null} />]
      : [item.tries > 1 ? 'Until its last try' : 'Waited', formatDuration(waitedMs)],
    ...(tookMs !== null
      ? [['Took', formatDuration(tookMs)] as const]
      : item.status === 'processing' && item.startedAt !== null
        ? [['Worked on for', <Elapsed key="takes" from={item.startedAt} to={null} />] as const]
        : []),
    ...(item.leaseEndsAt === null || item.status !== 'processing'
      ? []
      : [['Claim lapses', <Countdown key="lease" at={item.leaseEndsAt} />] as const]),
    ['Id', <IdText key="id" id={item.id} what="item id" />],
  ];
}

/** That nobody takes items of its type. */
function WaitingNote({ item }: { item: WorkItem }) {
  const { data } = useQuery(workQueuesQuery());
  const queue = data?.items.find(({ type }) => type === item.type);
  const note = item.status !== 'queued' || queue === undefined ? null : queueNote(queue, data?.ready === true);
  if (note === null) return null;
  return (
    <Note tone={note.tone} icon={<StateIcon icon="clock" size={18} />} title="It waits for a worker">
      {note.words}{' '}
      {note.jobId === undefined ? (
        <Link href="/work" className={classes.link}>
          See the queues
        </Link>
      ) : (
        <Link href={`/jobs/${note.jobId}`} className={classes.link}>
          See its job
        </Link>
      )}
    </Note>
  );
}
