'use client';
import type { KitchenRun } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { IconMovie } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { kitchenRunsQuery } from '../../api/kitchen-queries.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { KitchensBar } from '../kitchens-bar.tsx';
import { RUN_LUNCH_COMMAND } from '../open-five-command.ts';
import { RUN_COLUMNS, RunCard, runHref, runId } from './run-columns.tsx';
import { StartLunchButton } from './start-lunch-button.tsx';

const card = (run: KitchenRun) => <RunCard run={run} />;

/** Runs of scenarios, the newest first. */
export function RunsPage() {
  const { data, error, refetch } = useQuery(kitchenRunsQuery());
  const runs = data?.items;
  const done = runs?.filter(({ state }) => state === 'done').length ?? 0;
  return (
    <PageBody wide>
      <KitchensBar />
      <PageHead
        title="Runs"
        answer={runs === undefined ? '\u00a0' : `${plural(runs.length, 'run')} of scenarios, ${done} done`}
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {runs?.length === 0 ? (
        <Empty
          icon={<IconMovie size={22} />}
          title="No scenario was run yet"
          command={RUN_LUNCH_COMMAND}
          action={<StartLunchButton />}
        >
          A run opens kitchens of its own and sends them the orders of its seed. Each stands here with what it came to,
          and with a recording: the same seed with another policy can be put beside it.
        </Empty>
      ) : (
        <DataTable
          label="Runs"
          rows={runs}
          columns={RUN_COLUMNS}
          rowId={runId}
          href={runHref}
          card={card}
          skeletonRows={6}
          steady
        />
      )}
    </PageBody>
  );
}
