'use client';
import { WORKER_STATES, type Worker } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { workersQuery } from '../../api/work-queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { late } from '../../parts/late.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import classes from '../work.module.css';
import type { Steering } from './steer-dialog.tsx';
import { heldBy } from './worker-words.ts';

// For whoever folds a worker out, and asks something of it.
const WorkerDetail = late(async () => (await import('./worker-detail.tsx')).WorkerDetail);
const SteerDialog = late(async () => (await import('./steer-dialog.tsx')).SteerDialog);

const rowId = ({ id }: Worker) => id;

function WorkerName({ worker: { name, jobId } }: { worker: Worker }) {
  if (jobId === null) return <span className={classes.link}>{name}</span>;
  return (
    <Link href={`/jobs/${jobId}`} className={classes.link} title="Its job">
      {name}
    </Link>
  );
}

function Where({ worker: { agentId } }: { worker: Worker }) {
  if (agentId === null) return <span className={classes.dim}>elsewhere</span>;
  return (
    <Link href={`/agents/${encodeURIComponent(agentId)}`} className={classes.link}>
      {agentId}
    </Link>
  );
}

/** The types that it takes, each with how many at once; those that were stopped are struck out. */
function Takes({ worker: { types } }: { worker: Worker }) {
  return (
    <span className={classes.takes}>
      {types.map(({ type, concurrency, wanted }) => (
        <span key={type} {...(wanted === 'stopped' ? { className: classes.off, title: 'stopped' } : {})}>
          {type} ×{concurrency}
        </span>
      ))}
    </span>
  );
}

const COLUMNS: Column<Worker>[] = [
  {
    id: 'name',
    header: 'Worker',
    width: '22%',
    cell: (worker) => <WorkerName worker={worker} />,
  },
  {
    id: 'state',
    header: 'State',
    width: 110,
    cell: (worker) => <StateBadge view={WORKER_STATES[worker.state]} />,
  },
  {
    id: 'where',
    header: 'On',
    width: '14%',
    cell: (worker) => <Where worker={worker} />,
  },
  { id: 'takes', header: 'Takes', cell: (worker) => <Takes worker={worker} /> },
  {
    id: 'holds',
    header: 'Works on',
    numeric: true,
    width: 86,
    cell: (worker) => formatCount(heldBy(worker)),
  },
  {
    id: 'done',
    header: 'Done',
    numeric: true,
    width: 80,
    cell: (worker) => formatCount(worker.completed),
  },
  {
    id: 'failed',
    header: 'Failed',
    numeric: true,
    width: 70,
    cell: (worker) => formatCount(worker.failed),
  },
  {
    id: 'heard',
    header: 'Last heard',
    numeric: true,
    width: 104,
    cell: (worker) => <Ago at={worker.lastHeardAt} />,
  },
];

/** Who takes items: where, of which types, and what it does now. */
export function WorkersPanel() {
  const { data, error, refetch } = useQuery(workersQuery());
  const [steering, setSteering] = useState<Steering | null>(null);
  useWhenSettled(() => {
    WorkerDetail.fetchAhead();
    SteerDialog.fetchAhead();
  });
  const none = data !== undefined && data.items.length === 0;
  const now = data?.items.find(({ id }) => id === steering?.worker.id);
  return (
    <Panel
      title="Workers"
      flush={!none}
      aside={data === undefined || none ? undefined : formatCount(data.items.length)}
    >
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {none ? (
        <span className={classes.dim}>
          None is heard. The fleet starts one when an item waits, within the limits of its queue; a worker that you run
          elsewhere stands here as well.
        </span>
      ) : (
        <DataTable
          label="Workers"
          rows={data?.items}
          columns={COLUMNS}
          rowId={rowId}
          card={(worker) => <WorkerCard worker={worker} />}
          fold={(worker) => <WorkerDetail worker={worker} onSteer={setSteering} />}
          skeletonRows={2}
          framed
        />
      )}
      {steering === null || data === undefined ? null : (
        <SteerDialog
          steering={{ ...steering, worker: now ?? steering.worker }}
          workers={data.items}
          onClose={() => setSteering(null)}
        />
      )}
    </Panel>
  );
}

function WorkerCard({ worker }: { worker: Worker }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <WorkerName worker={worker} />
        <StateBadge view={WORKER_STATES[worker.state]} />
      </div>
      <div className={classes['card-line']}>
        <Takes worker={worker} />
        <span className={classes.small}>
          <Where worker={worker} />
        </span>
      </div>
      <div className={classes['card-line']}>
        <span className={classes.small}>
          works on {formatCount(heldBy(worker))} · {formatCount(worker.completed)} done
        </span>
        <span className={classes.small}>
          <Ago at={worker.lastHeardAt} />
        </span>
      </div>
    </div>
  );
}
