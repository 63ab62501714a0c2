import type { AgentDetail, ContainerView } from '@longshore/schemas';
import { formatBytes, formatCores, formatCount } from '@longshore/schemas/words';
import type { Column } from '../parts/data-table.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { IdText } from '../parts/id-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import classes from './agents.module.css';

const rowId = (container: ContainerView) => container.attemptId;
const jobHref = (container: ContainerView) => `/jobs/${container.jobId}`;

function JobLink({ container }: { container: ContainerView }) {
  return (
    <PageLink href={jobHref(container)} className={classes.name} data-row-link>
      {container.jobName ?? 'a job that was deleted'}
    </PageLink>
  );
}

/** The engine's own word, and the exit code where there is one. */
function engineWord({ engineState, exitCode }: ContainerView): string {
  return engineState === 'exited' && exitCode !== null ? `exited with ${exitCode}` : engineState;
}

const COLUMNS: Column<ContainerView>[] = [
  { id: 'job', header: 'Job', width: '34%', cell: (container) => <JobLink container={container} /> },
  {
    id: 'task',
    header: 'Task',
    numeric: true,
    width: 56,
    cell: (container) => container.taskIndex ?? '–',
  },
  { id: 'state', header: 'Engine says', cell: (container) => engineWord(container) },
  {
    id: 'cpu',
    header: 'Cpu',
    numeric: true,
    width: 110,
    cell: (container) => (container.engineState === 'running' ? formatCores(container.cpuMillis) : '–'),
  },
  {
    id: 'memory',
    header: 'Memory',
    numeric: true,
    width: 110,
    cell: (container) => (container.engineState === 'running' ? formatBytes(container.memoryBytes) : '–'),
  },
  {
    id: 'container',
    header: 'Container',
    width: 120,
    cell: (container) => <IdText id={container.containerId.slice(0, 12)} what="container id" />,
  },
];

/** `3, and 2 of others`: how many are listed, and how many run beside them; an older agent does not tell. */
function countWords({ containers, otherContainers }: AgentDetail): string {
  const ours = formatCount(containers.length);
  return otherContainers === null ? ours : `${ours}, and ${formatCount(otherContainers)} of others`;
}

/** The containers of an agent that are Longshore's, with what they use now, and a count of others on its engine. */
export function ContainersPanel({ agent }: { agent: AgentDetail }) {
  const { containers } = agent;
  return (
    <Panel title="Containers" aside={countWords(agent)} flush>
      {containers.length === 0 ? (
        <p className={classes.quiet}>No container of Longshore is on this host now.</p>
      ) : (
        <DataTable
          label={`Containers on ${agent.id}`}
          rows={containers}
          columns={COLUMNS}
          rowId={rowId}
          framed
          href={jobHref}
          card={(container) => (
            <div className={classes.card}>
              <div className={classes['card-head']}>
                <JobLink container={container} />
                <span className={classes.dim}>{engineWord(container)}</span>
              </div>
              <span className={classes.dim}>
                {formatCores(container.cpuMillis)}, {formatBytes(container.memoryBytes)}
              </span>
            </div>
          )}
        />
      )}
    </Panel>
  );
}
