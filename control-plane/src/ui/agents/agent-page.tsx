'use client';
import { type AgentDetail, DRAIN_STATES, type DrainView } from '@longshore/schemas';
import { drainWords, formatBytes, formatCores, formatCount } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { agentQuery } from '../api/queries.ts';
import { Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { Meter } from '../parts/meter.tsx';
import { Note } from '../parts/note.tsx';
import { NothingToShow } from '../parts/nothing-to-show.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateIcon } from '../state/state-icon.tsx';
import { Ago } from '../time/ago.tsx';
import { useNow } from '../time/use-now.ts';
import { AgentHeader } from './agent-header.tsx';
import classes from './agents.module.css';
import { ContainersPanel } from './containers-panel.tsx';
import { HistoryPanels } from './history-panel.tsx';
import { isStale } from './is-stale.ts';
import { LabelsPanel } from './labels-panel.tsx';

/** One agent: how it stands, its checks, what runs on it, and what it uses. */
export function AgentPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(agentQuery(id));
  useDocumentTitle(`${id} · Longshore`);
  if (data === undefined) {
    return (
      <PageBody>
        {error === null ? (
          <AgentSkeleton />
        ) : (
          <NothingToShow error={error} retry={() => void refetch()} others={{ href: '/agents', words: 'All agents' }} />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <AgentHeader agent={data} />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      <AgentNote agent={data} />
      {data.drain === null ? null : <DrainNote drain={data.drain} />}
      <Facts
        facts={[
          ['Last heard', <Ago key="heard" at={data.lastHeardAt} />],
          ['Host', data.hostname],
          ['Platform', data.platform],
          [
            'Engine',
            data.engine.version === '' ? 'not reached yet' : `${data.engine.version} (API ${data.engine.apiVersion})`,
          ],
          ['Answers in', `${data.engine.latencyMs.toFixed(1)} ms`],
          ['Agent', data.version],
          ['Lane', data.lane === null ? 'none yet' : String(data.lane)],
          ...(data.location === null
            ? []
            : [['Location', data.location.name ?? `${data.location.latitude}, ${data.location.longitude}`] as const]),
          ['Boot', <IdText key="boot" id={data.bootId} what="boot id" />],
        ]}
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <HistoryPanels agent={data} />
          <ContainersPanel agent={data} />
        </div>
        <div className={classes.column}>
          <RoomPanel agent={data} />
          <ChecksPanel agent={data} />
          <LabelsPanel agent={data} />
          <TagsPanel title="Images" tags={data.images}>
            No image is on this engine yet.
          </TagsPanel>
        </div>
      </div>
    </PageBody>
  );
}

/** What one must know before the rest: a blocked handler, a silent agent, a refused one. */
function AgentNote({ agent }: { agent: AgentDetail }) {
  if (agent.state === 'SILENT' || agent.state === 'REFUSED') {
    return (
      <Note
        tone={agent.state === 'SILENT' ? 'stale' : 'badly'}
        icon={<StateIcon icon="ghost" size={18} />}
        title={agent.stateDetail}
      >
        The figures below are as last heard.{' '}
        {agent.deadConfirmed
          ? 'Its host was confirmed dead: what was open there is tried again elsewhere.'
          : 'Check the host, and the agent’s log on it.'}
      </Note>
    );
  }
  if (agent.handlerBlocked) {
    return (
      <Note
        tone="badly"
        icon={<StateIcon icon="cross" size={18} />}
        title="Engine unreachable: work is paused, nothing is lost"
      >
        Instructions wait in Kafka until the engine answers again. On the host: docker info.
      </Note>
    );
  }
  if (!agent.healthy) {
    return (
      <Note tone="look" icon={<StateIcon icon="question" size={18} />} title="A check fails">
        {agent.stateDetail}
      </Note>
    );
  }
  return null;
}

/** How far a drain is: how many are left, since when, until when. */
function DrainNote({ drain }: { drain: DrainView }) {
  const { word, tone, icon } = DRAIN_STATES[drain.state];
  return (
    <Note tone={tone} icon={<StateIcon icon={icon} size={18} />} title={word}>
      {drainWords(drain)}. Asked for <Ago at={drain.requestedAt} />
      {drain.state === 'DRAINED' ? '. It stays closed to new work until it is opened.' : '.'}
    </Note>
  );
}

function RoomPanel({ agent }: { agent: AgentDetail }) {
  const stale = isStale(agent, useNow());
  const { capacity, reserved, use } = agent;
  return (
    <Panel title="Room">
      <div className={classes.meters}>
        <div>
          <div className={classes['meter-label']}>Cpu</div>
          <Meter
            label="Cpu"
            capacity={capacity.cpuMillis}
            reserved={reserved.cpuMillis}
            use={use.cpuMillis}
            format={formatCores}
            stale={stale}
          />
        </div>
        <div>
          <div className={classes['meter-label']}>Memory</div>
          <Meter
            label="Memory"
            capacity={capacity.memoryBytes}
            reserved={reserved.memoryBytes}
            use={use.memoryBytes}
            format={formatBytes}
            stale={stale}
          />
        </div>
        <div>
          <div className={classes['meter-label']}>Slots</div>
          <Meter label="Slots" capacity={capacity.slots} reserved={reserved.slots} format={formatCount} stale={stale} />
        </div>
      </div>
    </Panel>
  );
}

function ChecksPanel({ agent }: { agent: AgentDetail }) {
  const failing = agent.checks.filter(({ ok }) => !ok).length;
  return (
    <Panel title="Checks" aside={failing === 0 ? 'all pass' : `${failing} of ${agent.checks.length} fail`} flush>
      <ul className={classes.checks}>
        {agent.checks.map(({ name, ok, detail }) => (
          <li key={name} className={classes.check} data-tone={ok ? 'well' : 'badly'}>
            <StateIcon icon={ok ? 'check' : 'cross'} size={15} />
            <span className={classes['check-name']}>
              {name} <span className={classes.dim}>{ok ? 'passes' : 'fails'}</span>
            </span>
            {detail === '' ? null : <span className={classes['check-detail']}>{detail}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TagsPanel({ title, tags, children }: { title: string; tags: readonly string[]; children: string }) {
  return (
    <Panel title={title} aside={tags.length > 0 ? formatCount(tags.length) : undefined}>
      {tags.length === 0 ? (
        <span className={classes.dim}>{children}</span>
      ) : (
        <ul className={classes.tags}>
          {tags.toSorted().map((tag) => (
            <li key={tag} className={classes.tag}>
              {tag}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function AgentSkeleton() {
  return (
    <div aria-busy style={{ display: 'grid', gap: 20 }}>
      <Skeleton height={30} width={240} />
      <Skeleton height={44} />
      <Skeleton height={220} />
      <Skeleton height={180} />
    </div>
  );
}
