'use client';
import { formatBytes, formatCores } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { AgentState } from '../agents/agent-state.tsx';
import { isStale } from '../agents/is-stale.ts';
import { START_AGENT_COMMAND } from '../agents/start-agent-command.ts';
import { agentsQuery } from '../api/queries.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { Meter } from '../parts/meter.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useNow } from '../time/use-now.ts';
import classes from './overview.module.css';

const MOST = 6;

/** The agents, those that need a look first. */
export function AgentsPanel() {
  const { data } = useQuery(agentsQuery());
  const now = useNow();
  const agents = data?.items.toSorted((a, b) => Number(a.state === 'READY') - Number(b.state === 'READY'));
  return (
    <Panel title="Agents" aside={<PageLink href="/agents">All agents</PageLink>} flush>
      {agents === undefined ? (
        <div className={classes.quiet}>
          <Skeleton height={14} width="60%" mb={6} />
        </div>
      ) : agents.length === 0 ? (
        <div className={classes.quiet}>
          <p style={{ margin: '0 0 10px' }}>No agent has reported. Jobs wait until one does.</p>
          <CommandLine command={START_AGENT_COMMAND} />
        </div>
      ) : (
        <ul className={classes.list}>
          {agents.slice(0, MOST).map((agent) => (
            <li key={agent.id} className={classes.agent}>
              <PageLink href={`/agents/${encodeURIComponent(agent.id)}`} className={classes.name}>
                {agent.id}
              </PageLink>
              <AgentState agent={agent} />
              <div className={classes['agent-meters']}>
                <Meter
                  label={`Cpu of ${agent.id}`}
                  capacity={agent.capacity.cpuMillis}
                  reserved={agent.reserved.cpuMillis}
                  use={agent.use.cpuMillis}
                  format={formatCores}
                  stale={isStale(agent, now)}
                  words="none"
                />
                <Meter
                  label={`Memory of ${agent.id}`}
                  capacity={agent.capacity.memoryBytes}
                  reserved={agent.reserved.memoryBytes}
                  use={agent.use.memoryBytes}
                  format={formatBytes}
                  stale={isStale(agent, now)}
                  words="none"
                />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
