'use client';
import { type JobDetail, type SortDetail, sortHasEnded } from '@longshore/schemas';
import { formatShare, waitingWords } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertTriangle, IconClock, IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { jobQuery } from '../../api/queries.ts';
import { sortQuery } from '../../api/sort-queries.ts';
import { late } from '../../parts/late.tsx';
import { Note } from '../../parts/note.tsx';
import { NothingToShow } from '../../parts/nothing-to-show.tsx';
import { PageBody } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { capitalised, withStop } from '../../words/sentence.ts';
import { phaseWords, sortProgress } from '../sort-progress.ts';
import { SortProgressBar } from '../sort-progress-bar.tsx';
import sorts from '../sorts.module.css';
import { SortFacts } from './sort-facts.tsx';
import { SortHeader } from './sort-header.tsx';
import classes from './sort-page.module.css';
import { SortReportPanels } from './sort-report-panels.tsx';

// What one scrolls to, and what only those who act see.
const ResultBrowser = late(
  async () => (await import('../result/result-browser.tsx')).ResultBrowser,
  <Skeleton height={520} aria-busy />,
);
const AgainDialog = late(async () => (await import('./again-dialog.tsx')).AgainDialog);
const AwaitedInput = late(async () => (await import('./awaited-input.tsx')).AwaitedInput);

/** One sort: how far it is, who does what, how it was shared out, why it is right, and the result itself. */
export function SortPage({ id }: { id: string }) {
  const sort = useQuery(sortQuery(id));
  const jobId = sort.data?.jobId ?? null;
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null });
  const [again, setAgain] = useState<{ workers: number | null } | null>(null);
  useWhenSettled(() => {
    ResultBrowser.fetchAhead();
    AgainDialog.fetchAhead();
  });
  useDocumentTitle(`${sort.data?.name ?? 'Sort'} · Longshore`);
  if (sort.data === undefined) {
    return (
      <PageBody>
        {sort.error === null ? (
          <SortSkeleton />
        ) : (
          <NothingToShow
            error={sort.error}
            retry={() => void sort.refetch()}
            others={{ href: '/sorts', words: 'All sorts' }}
          />
        )}
      </PageBody>
    );
  }
  const { data } = sort;
  const open = !sortHasEnded(data.state);
  return (
    <PageBody>
      <SortHeader sort={data} stopping={job.data?.stopWanted === true} onAgain={() => setAgain({ workers: null })} />
      {sort.error === null ? null : <ProblemNote error={sort.error} retry={() => void sort.refetch()} />}
      <SortFacts sort={data} jobName={job.data?.name} />
      {data.state === 'AWAITING_INPUT' ? <AwaitedInput sort={data} /> : null}
      {open && job.data !== undefined ? <WaitsNote job={job.data} /> : null}
      <FailureNote sort={data} />
      {data.state === 'RUNNING' || data.state === 'QUEUED' ? <Standing sort={data} /> : null}
      {data.report === null ? (
        open && data.state !== 'AWAITING_INPUT' ? (
          <Note tone="waiting" icon={<IconClock size={18} />} title="Nothing was heard of it yet">
            Its parts and sorters stand here as soon as the coordinator has begun.
          </Note>
        ) : null
      ) : (
        <SortReportPanels sort={data} report={data.report} onRunWith={(workers) => setAgain({ workers })} />
      )}
      {data.state === 'SUCCEEDED' ? <ResultBrowser sort={data} /> : null}
      {again === null ? null : <AgainDialog sort={data} workers={again.workers} onClose={() => setAgain(null)} />}
    </PageBody>
  );
}

function Standing({ sort }: { sort: SortDetail }) {
  const progress = sortProgress(sort.report);
  return (
    <section aria-label="Progress" className={classes.standing}>
      <div className={classes.phase}>
        <strong>{phaseWords(sort.report)}</strong>
        <span>{formatShare(progress.whole)}</span>
      </div>
      <SortProgressBar report={sort.report} label={`Progress of ${sort.name}`} />
    </section>
  );
}

/** Why its containers wait, as its job says. */
function WaitsNote({ job }: { job: JobDetail }) {
  if (job.waitsFor === null) return null;
  return (
    <Note tone="look" icon={<IconHourglass size={18} />} title={capitalised(waitingWords(job.waitsFor))}>
      Its containers are placed as soon as agents can hold them.{' '}
      <Link href={`/jobs/${job.id}?tab=placement`} className={sorts.inText}>
        Why, agent by agent
      </Link>
    </Note>
  );
}

function FailureNote({ sort }: { sort: SortDetail }) {
  if (sort.state !== 'FAILED') return null;
  return (
    <Note
      tone="badly"
      icon={<IconAlertTriangle size={18} />}
      title={withStop(sort.reason?.message ?? 'The sort failed')}
    >
      {sort.reason === null ? '' : `${sort.reason.code}. `}
      {sort.jobId === null ? null : (
        <>
          What its containers wrote is with{' '}
          <Link href={`/jobs/${sort.jobId}?tab=logs`} className={sorts.inText}>
            its job
          </Link>
          .{' '}
        </>
      )}
      Sort again begins anew.
    </Note>
  );
}

function SortSkeleton() {
  return (
    <div aria-busy style={{ display: 'grid', gap: 20 }}>
      <Skeleton height={30} width={320} />
      <Skeleton height={58} />
      <Skeleton height={160} />
      <Skeleton height={220} />
    </div>
  );
}
