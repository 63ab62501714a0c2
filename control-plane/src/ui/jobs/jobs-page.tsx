'use client';
import type { JobSummary } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { IconArrowUp, IconListNumbers, IconPackage, IconPlus, IconZoomCancel } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { RowSelectionState } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { jobPagesQuery, overviewQuery } from '../api/queries.ts';
import { overviewSentence } from '../overview/overview-sentence.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { formatTokens } from '../parts/filter-tokens.ts';
import { May } from '../parts/may.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useFilterTokens } from '../parts/use-filter-tokens.ts';
import { useHeldBack } from '../parts/use-held-back.ts';
import { FilterField } from './filter-field.tsx';
import { FIRST_JOB_COMMAND } from './first-job-command.ts';
import { JobCard } from './job-card.tsx';
import { JOB_COLUMNS } from './job-columns.tsx';
import { FILTER_KEYS, filterRequest, toggleState } from './job-filter.ts';
import classes from './jobs.module.css';
import { allThatMatch, type Meant } from './many/many-jobs.ts';
import { SelectionBar } from './selection-bar.tsx';
import { StateChips } from './state-chips.tsx';

const rowId = (job: JobSummary) => job.id;
const href = (job: JobSummary) => `/jobs/${job.id}`;
const nameOf = (job: JobSummary) => job.name;

/** All jobs, newest first, narrowed by tokens that the address keeps. */
export function JobsPage() {
  const [tokens, setTokens] = useFilterTokens(FILTER_KEYS);
  const filter = useMemo(() => filterRequest(tokens), [tokens]);
  const pages = useInfiniteQuery(jobPagesQuery(filter));
  const overview = useQuery(overviewQuery());
  const [chosen, setChosen] = useState<RowSelectionState>({});
  // Of the filter that was in force then: with another it means nothing.
  const [allOf, setAllOf] = useState<{ key: string; meant: Meant } | null>(null);

  const jobs = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const { shown, newer, showNewer } = useHeldBack(jobs, {
    key: formatTokens(tokens),
    isPlaceholder: pages.isPlaceholderData,
  });
  const chosenIds = (shown ?? []).filter((job) => chosen[job.id] === true).map(({ id }) => id);
  const allShownChosen = shown !== undefined && chosenIds.length > 0 && chosenIds.length === shown.length;
  const narrowed = tokens.length > 0;
  const key = formatTokens(tokens);
  const everything = allOf?.key === key ? allOf.meant : null;

  return (
    <PageBody wide>
      <PageHead
        title="Jobs"
        answer={overview.data === undefined ? '\u00a0' : overviewSentence(overview.data)}
        actions={
          <>
            <Button
              component={Link}
              href="/jobs/queue"
              variant="default"
              leftSection={<IconListNumbers size={16} aria-hidden />}
            >
              Queue
            </Button>
            <May permission="jobs:write">
              <Button component={Link} href="/jobs/new" leftSection={<IconPlus size={16} aria-hidden />}>
                New job
              </Button>
            </May>
          </>
        }
      />
      <div className={classes.toolbar}>
        <FilterField tokens={tokens} onChange={setTokens} />
        <StateChips
          counts={overview.data?.jobs}
          chosen={filter.state ?? []}
          onToggle={(state) => setTokens(toggleState(tokens, state))}
        />
      </div>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      {newer === 0 ? null : (
        <button type="button" className={classes.newer} onClick={showNewer}>
          <IconArrowUp size={14} aria-hidden /> {newer} new
        </button>
      )}
      {shown !== undefined && shown.length === 0 ? (
        narrowed ? (
          <Empty
            icon={<IconZoomCancel size={22} />}
            title="No job fits the filter"
            action={
              <Button variant="default" onClick={() => setTokens([])}>
                Clear the filter
              </Button>
            }
          >
            Nothing is {formatTokens(tokens)}.
          </Empty>
        ) : (
          <Empty
            icon={<IconPackage size={22} />}
            title="No jobs yet"
            command={FIRST_JOB_COMMAND}
            action={
              <May permission="jobs:write">
                <Button component={Link} href="/jobs/new" leftSection={<IconPlus size={16} aria-hidden />}>
                  New job
                </Button>
              </May>
            }
          >
            Every job that was submitted will stand here, newest first, with its state and where it runs.
          </Empty>
        )
      ) : (
        <DataTable
          label="Jobs"
          rows={shown}
          columns={JOB_COLUMNS}
          rowId={rowId}
          href={href}
          card={(job) => <JobCard job={job} />}
          selection={{
            chosen,
            onChange: (change) => {
              setAllOf(null);
              setChosen(change);
            },
            name: nameOf,
          }}
          skeletonRows={12}
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
      <SelectionBar
        chosen={chosenIds}
        everything={everything}
        onChooseEverything={
          allShownChosen && pages.hasNextPage ? () => setAllOf({ key, meant: allThatMatch(filter) }) : null
        }
        clear={() => {
          setChosen({});
          setAllOf(null);
        }}
      />
    </PageBody>
  );
}
