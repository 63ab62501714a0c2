import { type SortDetail, sortHasEnded } from '@longshore/schemas';
import { formatBytes, formatCores, formatCount } from '@longshore/schemas/words';
import Link from 'next/link';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { Ago } from '../../time/ago.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { countWords, inputWords, orderWords } from '../sort-words.ts';
import sorts from '../sorts.module.css';

/** What one wants to know of a sort at a glance. */
export function SortFacts({ sort, jobName }: { sort: SortDetail; jobName: string | undefined }) {
  const { spec, report } = sort;
  const facts: Fact[] = [
    ['Elements', countWords(sort.count)],
    timeFact(sort),
    ['Asked for', <Ago key="asked" at={sort.createdAt} />],
    ['Input', <InputLink key="input" sort={sort} />],
    ['Order', orderWords(spec)],
    ['Sorters', formatCount(spec.workers)],
    ...(report !== null && report.generation > 1
      ? [['Coordinators', `${report.generation}, one after the other`] satisfies Fact]
      : []),
    ['Reserves', `${formatCores(spec.resources.cpuMillis)}, ${formatBytes(spec.resources.memoryBytes)} each`],
    ...(spec.output === undefined
      ? []
      : [['To topic', <OutputLink key="output" topic={spec.output.topic} />] satisfies Fact]),
    ...(sort.state === 'SUCCEEDED' ? [['Result', <ResultLink key="result" sort={sort} />] satisfies Fact] : []),
    ...(sort.jobId === null
      ? []
      : [
          [
            'Job',
            <Link key="job" href={`/jobs/${sort.jobId}`} className={sorts.link}>
              {jobName ?? 'its job'}
            </Link>,
          ] satisfies Fact,
        ]),
    ['Id', <IdText key="id" id={sort.id} what="sort id" />],
  ];
  return <Facts facts={facts} />;
}

function timeFact({ createdAt, startedAt, endedAt, state }: SortDetail): Fact {
  if (startedAt !== null) {
    return [endedAt === null ? 'Running for' : 'Took', <Elapsed key="took" from={startedAt} to={endedAt} />];
  }
  return sortHasEnded(state) ? ['Took', '–'] : ['Waiting for', <Elapsed key="waits" from={createdAt} to={null} />];
}

function InputLink({ sort: { spec } }: { sort: SortDetail }) {
  if (spec.input.from !== 'topic') return inputWords(spec);
  return (
    <>
      topic{' '}
      <Link href={`/topics/${encodeURIComponent(spec.input.topic)}`} className={sorts.link}>
        {spec.input.topic}
      </Link>
    </>
  );
}

function OutputLink({ topic }: { topic: string }) {
  return (
    <Link href={`/topics/${encodeURIComponent(topic)}`} className={sorts.link}>
      {topic}
    </Link>
  );
}

/** The result as a topic, as long as it is there. */
function ResultLink({ sort: { topics, resultUntil } }: { sort: SortDetail }) {
  if (resultUntil === null) return 'no longer kept';
  return (
    <Link href={`/topics/${encodeURIComponent(topics.result)}`} className={sorts.link} title={topics.result}>
      as a topic
    </Link>
  );
}
