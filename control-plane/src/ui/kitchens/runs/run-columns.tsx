import { KITCHEN_RUN_STATES, type KitchenRun } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import type { Column } from '../../parts/data-table.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import list from '../list/list.module.css';
import { measureWords, runSentence, scenarioWord } from './run-words.ts';

export const runId = ({ id }: KitchenRun) => id;
export const runHref = ({ id }: Pick<KitchenRun, 'id'>) => `/kitchens/runs/${id}`;

export const RUN_COLUMNS: Column<KitchenRun>[] = [
  {
    id: 'scenario',
    header: 'Scenario',
    width: 150,
    cell: (run) => (
      <PageLink href={runHref(run)} className={list.name} data-row-link>
        {scenarioWord(run.scenario)}
      </PageLink>
    ),
  },
  { id: 'state', header: 'State', width: 116, cell: ({ state }) => <StateBadge view={KITCHEN_RUN_STATES[state]} /> },
  {
    id: 'standing',
    header: 'How it stands',
    clips: true,
    cell: (run) => (
      <span className={list.dim} title={runSentence(run)}>
        {runSentence(run)}
      </span>
    ),
  },
  { id: 'policy', header: 'Policy', width: 150, cell: ({ policy }) => policy },
  { id: 'seed', header: 'Seed', numeric: true, width: 68, cell: ({ seed }) => seed },
  { id: 'kitchens', header: 'Kitchens', numeric: true, width: 80, cell: ({ kitchens }) => formatCount(kitchens) },
  {
    id: 'mean',
    header: 'Response',
    numeric: true,
    width: 88,
    cell: ({ result }) => (result === null ? '–' : formatDuration(result.responseMs.mean)),
  },
  {
    id: 'balance',
    header: 'Balance',
    numeric: true,
    width: 76,
    cell: ({ result }) => measureWords(result?.balanceIndex ?? null, 'share'),
  },
  { id: 'created', header: 'Asked for', numeric: true, width: 104, cell: ({ createdAt }) => <Ago at={createdAt} /> },
];

/** A run on a phone. */
export function RunCard({ run }: { run: KitchenRun }) {
  return (
    <div className={list.card}>
      <div className={list.line}>
        <PageLink href={runHref(run)} className={list.name}>
          {scenarioWord(run.scenario)}
        </PageLink>
        <StateBadge view={KITCHEN_RUN_STATES[run.state]} />
      </div>
      <span className={list.dim}>{runSentence(run)}</span>
      <div className={list.line}>
        <span className={list.dim}>
          {run.policy}, seed {run.seed}, {formatCount(run.kitchens)} kitchens
        </span>
        <span className={list.dim}>
          <Ago at={run.createdAt} />
        </span>
      </div>
    </div>
  );
}
