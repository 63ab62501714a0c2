import { KITCHEN_STATES, type KitchenSummary } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare } from '@longshore/schemas/words';
import type { Column } from '../../parts/data-table.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import classes from './list.module.css';
import { LoadBar } from './load-bar.tsx';

export const kitchenId = ({ id }: KitchenSummary) => id;

/** Its state; what was heard of it last is old where it is lost. */
export function KitchenStanding({ kitchen }: { kitchen: KitchenSummary }) {
  return <StateBadge view={KITCHEN_STATES[kitchen.state]} />;
}

/** The agent that runs it. */
export function KitchenWhere({ kitchen: { agentId } }: { kitchen: KitchenSummary }) {
  if (agentId === null) return <span className={classes.dim}>–</span>;
  return (
    <PageLink href={`/agents/${encodeURIComponent(agentId)}`} className={classes.link}>
      {agentId}
    </PageLink>
  );
}

/** What it cooks faster than others do. */
export function specialtyWords({ specialties }: Pick<KitchenSummary, 'specialties'>): string {
  return specialties.length === 0 ? 'none' : specialties.join(', ');
}

/** How long a dish takes it, of those it finished last. */
export function averageWords({ averageCookMs }: Pick<KitchenSummary, 'averageCookMs'>): string {
  return averageCookMs === 0 ? '–' : formatDuration(averageCookMs);
}

export const KITCHEN_COLUMNS: Column<KitchenSummary>[] = [
  { id: 'name', header: 'Kitchen', cell: ({ name }) => <span className={classes.name}>{name}</span> },
  { id: 'state', header: 'State', width: 104, cell: (kitchen) => <KitchenStanding kitchen={kitchen} /> },
  { id: 'load', header: 'Load', width: 176, cell: (kitchen) => <LoadBar kitchen={kitchen} /> },
  { id: 'waiting', header: 'Queue', numeric: true, width: 68, cell: ({ waiting }) => formatCount(waiting) },
  {
    id: 'specialties',
    header: 'Specialties',
    width: '22%',
    clips: true,
    cell: (kitchen) => (
      <span className={classes.dim} title={specialtyWords(kitchen)}>
        {specialtyWords(kitchen)}
      </span>
    ),
  },
  { id: 'cooked', header: 'Cooked', numeric: true, width: 84, cell: ({ cooked }) => formatCount(cooked) },
  { id: 'average', header: 'Average', numeric: true, width: 80, cell: averageWords },
  { id: 'uptime', header: 'Uptime', numeric: true, width: 76, cell: ({ uptime }) => formatShare(uptime) },
  {
    id: 'where',
    header: 'On',
    width: 120,
    wide: true,
    clips: true,
    cell: (kitchen) => <KitchenWhere kitchen={kitchen} />,
  },
];

/** A kitchen on a phone. */
export function KitchenCard({ kitchen }: { kitchen: KitchenSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes.line}>
        <span className={classes.name}>{kitchen.name}</span>
        <KitchenStanding kitchen={kitchen} />
      </div>
      <LoadBar kitchen={kitchen} />
      <div className={classes.line}>
        <span className={classes.dim}>best at: {specialtyWords(kitchen)}</span>
        <span className={classes.dim}>
          {formatCount(kitchen.cooked)} cooked · {averageWords(kitchen)} · up {formatShare(kitchen.uptime)}
        </span>
      </div>
    </div>
  );
}
