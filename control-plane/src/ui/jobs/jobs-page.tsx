'use client';
import type { JobSummary } from '@longshore/schemas';
import { IconListNumbers } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { jobPagesQuery, overviewQuery } from '../api/queries.ts';
import { overviewSentence } from '../overview/overview-sentence.ts';
import { Button, ButtonLink } from '../parts/button/button.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { formatTokens } from '../parts/filter-tokens.ts';
import { late } from '../parts/late.tsx';
import { NewerRows } from '../parts/newer-rows.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useFilterTokens } from '../parts/use-filter-tokens.ts';
import { useHeldBack } from '../parts/use-held-back.ts';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { FilterField } from './filter-field.tsx';
import { JobCard } from './job-card.tsx';
import { JOB_COLUMNS } from './job-columns.tsx';
import { FILTER_KEYS, filterRequest, toggleState } from './job-filter.ts';
import classes from './jobs.module.css';
import { allThatMatch, type Meant } from './many/many-jobs.ts';
import { NewJobButton } from './new-job-button.tsx';
import { NoJobs } from './no-jobs.tsx';
import { StateChips } from './state-chips.tsx';
import { useChosen } from './use-chosen.ts';

// For whoever chooses rows.
const SelectionBar = late(async () => (await import('./selection-bar.tsx')).SelectionBar);

const rowId = (job: JobSummary) => job.id;
const href = (job: JobSummary) => `/jobs/${job.id}`;
const nameOf = (job: JobSummary) => job.name;
const card = (job: JobSummary) => <JobCard job={job} />;

/** All jobs, newest first, narrowed by tokens that the address keeps. */
export function JobsPage() {
  const [tokens, setTokens] = useFilterTokens(FILTER_KEYS);
  // What one has pressed shows at once; hundreds of rows may take a moment, and let go of the browser meanwhile.
  const listed = useDeferredValue(tokens);
  const filter = useMemo(() => filterRequest(listed), [listed]);
  const client = useQueryClient();
  const pages = useInfiniteQuery(jobPagesQuery(filter));
  // The rows are asked for at once, and not only when what one has pressed is shown.
  const narrow: typeof setTokens = (next) => {
    void client.prefetchInfiniteQuery(jobPagesQuery(filterRequest(next)));
    setTokens(next);
  };
  useWhenSettled(SelectionBar.fetchAhead);

  const key = formatTokens(listed);
  const jobs = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const { shown, newer, showNewer } = useHeldBack(jobs, { key, isPlaceholder: pages.isPlaceholderData });
  // The rows are those of the list before until the answer is there.
  const [shownKey, setShownKey] = useState(key);
  if (!pages.isPlaceholderData && shownKey !== key) setShownKey(key);

  const { chosen, choose, chooseNone } = useChosen();
  // Of the filter that was in force then: with another it means nothing.
  const [allOf, setAllOf] = useState<{ key: string; meant: Meant } | null>(null);
  const chooseSome = useCallback(
    (ids: readonly string[], isChosen: boolean) => {
      setAllOf(null);
      choose(ids, isChosen);
    },
    [choose],
  );
  const chosenIds = (shown ?? []).filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const allShownChosen = shown !== undefined && chosenIds.length > 0 && chosenIds.length === shown.length;
  const everything = allOf?.key === key ? allOf.meant : null;

  return (
    <PageBody wide>
      <PageHead title="Jobs" answer={<Answer />} actions={<Actions />} />
      <div className={classes.toolbar}>
        <FilterField tokens={tokens} onChange={narrow} />
        <StateChips
          chosen={filterRequest(tokens).state ?? []}
          onToggle={(state) => narrow(toggleState(tokens, state))}
        />
      </div>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      <NewerRows count={newer} onShow={showNewer} />
      {shown !== undefined && shown.length === 0 ? (
        <NoJobs filter={key} onClear={() => setTokens([])} />
      ) : (
        <DataTable
          label="Jobs"
          rows={shown}
          columns={JOB_COLUMNS}
          rowId={rowId}
          href={href}
          card={card}
          selection={{ chosen, choose: chooseSome, name: nameOf }}
          skeletonRows={12}
          steady
          listKey={shownKey}
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={classes.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older jobs
        </Button>
      ) : null}
      {chosenIds.length === 0 && everything === null ? null : (
        <SelectionBar
          chosen={chosenIds}
          everything={everything}
          onChooseEverything={
            allShownChosen && pages.hasNextPage ? () => setAllOf({ key, meant: allThatMatch(filter) }) : null
          }
          clear={() => {
            chooseNone();
            setAllOf(null);
          }}
        />
      )}
    </PageBody>
  );
}

/** Asks by itself: agents are heard of each second, and the rows have nothing to do with it. */
function Answer() {
  const { data } = useQuery({ ...overviewQuery(), select: overviewSentence });
  return data ?? '\u00a0';
}

function Actions() {
  return (
    <>
      <ButtonLink href="/jobs/queue" variant="default" leftSection={<IconListNumbers size={16} aria-hidden />}>
        Queue
      </ButtonLink>
      <NewJobButton />
    </>
  );
}
