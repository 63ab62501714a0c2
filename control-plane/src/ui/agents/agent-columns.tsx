import type { AgentSummary } from '@longshore/schemas';
import { formatBytes, formatCoreCount, formatCores, formatCount } from '@longshore/schemas/words';
import type { Column } from '../parts/data-table.tsx';
import { Meter } from '../parts/meter.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Ago } from '../time/ago.tsx';
import { useNow } from '../time/use-now.ts';
import { AgentState } from './agent-state.tsx';
import classes from './agents.module.css';
import { isStale } from './is-stale.ts';

export const agentHref = (agent: Pick<AgentSummary, 'id'>) => `/agents/${encodeURIComponent(agent.id)}`;

/** What is reserved and used of an agent, as one bar. */
function AgentMeter({ agent, of }: { agent: AgentSummary; of: 'cpu' | 'memory' }) {
  const stale = isStale(agent, useNow());
  return of === 'cpu' ? (
    <Meter
      label={`Cpu of ${agent.id}`}
      capacity={agent.capacity.cpuMillis}
      reserved={agent.reserved.cpuMillis}
      use={agent.use.cpuMillis}
      format={formatCores}
      stale={stale}
      words="none"
    />
  ) : (
    <Meter
      label={`Memory of ${agent.id}`}
      capacity={agent.capacity.memoryBytes}
      reserved={agent.reserved.memoryBytes}
      use={agent.use.memoryBytes}
      format={formatBytes}
      stale={stale}
      words="none"
    />
  );
}

/** The bar, and what of the whole is reserved. */
export function MeterWithWords({ agent, of }: { agent: AgentSummary; of: 'cpu' | 'memory' }) {
  const { reserved, capacity } = agent;
  const words =
    of === 'cpu'
      ? `${formatCoreCount(reserved.cpuMillis)} of ${formatCores(capacity.cpuMillis)}`
      : `${formatBytes(reserved.memoryBytes)} of ${formatBytes(capacity.memoryBytes)}`;
  return (
    <div className={classes.measured}>
      <AgentMeter agent={agent} of={of} />
      {/* The bar says it too, to who does not see it. */}
      <span className={classes.dim} aria-hidden>
        {words}
      </span>
    </div>
  );
}

export const AGENT_COLUMNS: Column<AgentSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (agent) => (
      <PageLink href={agentHref(agent)} className={classes.name} data-row-link>
        {agent.id}
      </PageLink>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 140,
    cell: (agent) => <AgentState agent={agent} />,
  },
  {
    id: 'cpu',
    header: 'Cpu',
    width: 190,
    cell: (agent) => <MeterWithWords agent={agent} of="cpu" />,
  },
  {
    id: 'memory',
    header: 'Memory',
    width: 230,
    cell: (agent) => <MeterWithWords agent={agent} of="memory" />,
  },
  {
    id: 'containers',
    header: 'Running',
    numeric: true,
    width: 90,
    cell: (agent) => formatCount(agent.runningContainers),
  },
  {
    id: 'platform',
    header: 'Platform',
    width: 120,
    wide: true,
    cell: (agent) => <span className={classes.dim}>{agent.platform}</span>,
  },
  {
    id: 'version',
    header: 'Engine',
    width: 110,
    cell: (agent) => <span className={classes.dim}>{agent.engineVersion || '–'}</span>,
  },
  {
    id: 'heard',
    header: 'Last heard',
    numeric: true,
    width: 110,
    cell: (agent) => <Ago at={agent.lastHeardAt} />,
  },
];
