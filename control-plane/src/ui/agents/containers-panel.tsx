import type { AgentDetail, ContainerView } from '@longshore/schemas';
import { formatBytes, formatCores, formatCount } from '@longshore/schemas/words';
import Link from 'next/link';
import type { Column } from '../parts/data-table.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { IdText } from '../parts/id-text.tsx';
import { Panel } from '../parts/panel.tsx';
import classes from './agents.module.css';

const rowId = (container: ContainerView) => container.attemptId;
const jobHref = (container: ContainerView) => `/jobs/${container.jobId}`;

function JobLink({ container }: { container: ContainerView }) {
  return (
    <Link href={jobHref(container)} className={classes.name} data-row-link>
      {container.jobName ?? 'a job that was deleted'}
    </Link>
  );
}

/** The engine's own word, and the exit code where there is one. */
function engineWord({ engineState, exitCode }: ContainerView): string {
  return engineState === 'exited' && exitCode !== null ? `exited with ${exitCode}` : engineState;
}

const COLUMNS: Column<ContainerView>[] = [
  {
    id: 'job',
    header: 'Job',
    meta: { width: '34%' },
    cell: ({ row: { original } }) => <JobLink container={original} />,
  },
  {
    id: 'task',
    header: 'Task',
    meta: { numeric: true, width: 56 },
    cell: ({ row: { original } }) => original.taskIndex ?? '–',
  },
  { id: 'state', header: 'Engine says', cell: ({ row: { original } }) => engineWord(original) },
  {
    id: 'cpu',
    header: 'Cpu',
    meta: { numeric: true, width: 110 },
    cell: ({ row: { original } }) => (original.engineState === 'running' ? formatCores(original.cpuMillis) : '–'),
  },
  {
    id: 'memory',
    header: 'Memory',
    meta: { numeric: true, width: 110 },
    cell: ({ row: { original } }) => (original.engineState === 'running' ? formatBytes(original.memoryBytes) : '–'),
  },
  {
    id: 'container',
    header: 'Container',
    meta: { width: 120 },
    cell: ({ row: { original } }) => <IdText id={original.containerId.slice(0, 12)} what="container id" />,
  },
];

/** The containers of an agent that are Longshore's, with what they use now. */
export function ContainersPanel({ agent }: { agent: AgentDetail }) {
  const { containers } = agent;
  return (
    <Panel title="Containers" aside={formatCount(containers.length)} flush>
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
