'use client';
import type { AgentSummary } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { IconAnchor } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { agentsQuery } from '../api/queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Ago } from '../time/ago.tsx';
import { AddAgent } from './add-agent.tsx';
import { AGENT_COLUMNS, agentHref, MeterWithWords } from './agent-columns.tsx';
import { AgentState } from './agent-state.tsx';
import classes from './agents.module.css';
import { agentsSentence } from './agents-sentence.ts';
import { ShowAs, useShowAs } from './show-as.tsx';
import { START_AGENT_COMMAND } from './start-agent-command.ts';

// The outline of the world comes with the map, and not with the list.
const AgentsMap = lazy(async () => ({ default: (await import('./map/agents-map.tsx')).AgentsMap }));

const rowId = (agent: AgentSummary) => agent.id;

/** The fleet: every agent that ever reported, with its state, room and use. */
export function AgentsPage() {
  const { data, error, refetch } = useQuery(agentsQuery());
  const way = useShowAs();
  return (
    <PageBody wide>
      <PageHead
        title="Agents"
        answer={data === undefined ? '\u00a0' : agentsSentence(data.items, data.next !== null)}
        actions={
          <>
            <ShowAs way={way} />
            <AddAgent />
          </>
        }
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 ? (
        <Empty icon={<IconAnchor size={22} />} title="No agents yet" command={START_AGENT_COMMAND}>
          Every Docker host that runs an agent will stand here, with its state, its room and what runs on it.
        </Empty>
      ) : way === 'map' ? (
        <Suspense fallback={<MapSkeleton />}>
          {data === undefined ? <MapSkeleton /> : <AgentsMap agents={data.items} />}
        </Suspense>
      ) : (
        <DataTable
          label="Agents"
          rows={data?.items}
          columns={AGENT_COLUMNS}
          rowId={rowId}
          href={agentHref}
          card={(agent) => <AgentCard agent={agent} />}
          skeletonRows={4}
          steady
        />
      )}
    </PageBody>
  );
}

/** As large as the map (map.module.css). */
function MapSkeleton() {
  return <Skeleton height="clamp(250px, 36vw, 540px)" radius={10} />;
}

function AgentCard({ agent }: { agent: AgentSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-head']}>
        <PageLink href={agentHref(agent)} className={classes.name}>
          {agent.id}
        </PageLink>
        <AgentState agent={agent} />
      </div>
      <MeterWithWords agent={agent} of="cpu" />
      <MeterWithWords agent={agent} of="memory" />
      <div className={classes['card-head']}>
        <span className={classes.dim}>{plural(agent.runningContainers, 'container')}</span>
        <Ago at={agent.lastHeardAt} />
      </div>
    </div>
  );
}
