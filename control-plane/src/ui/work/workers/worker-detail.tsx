'use client';
import { WORKER_STATES, type Worker } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { workItemsQuery } from '../../api/work-queries.ts';
import { Button } from '../../parts/button/button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { May } from '../../parts/may.tsx';
import { progressWords } from '../../parts/progress-bar.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { typeWord } from '../type-word.ts';
import classes from '../work.module.css';
import type { Steering } from './steer-dialog.tsx';
import { consumptionState, consumptionWords, heldBy } from './worker-words.ts';

/** Items of a worker that are listed. */
const LISTED = 10;

/** A worker, folded out: how it takes each of its types, and what it works on now. */
export function WorkerDetail({ worker, onSteer }: { worker: Worker; onSteer: (steering: Steering) => void }) {
  return (
    <div className={classes.detail}>
      <ul className={classes.types} aria-label={`What ${worker.name} takes`}>
        {worker.types.map((consumption) => {
          const { type, wanted } = consumption;
          const wish = wanted === 'started' ? 'stop' : 'start';
          return (
            <li key={type} className={classes.type}>
              <span>{typeWord(type)}</span>
              <StateBadge view={WORKER_STATES[consumptionState(consumption, worker.state)]} />
              <span className={classes.dim}>{consumptionWords(consumption)}</span>
              <May permission="work:write">
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${wish === 'stop' ? 'Stop' : 'Start'} ${type} on ${worker.name}`}
                  onClick={() => onSteer({ wish, worker, types: [type] })}
                >
                  {wish === 'stop' ? 'Stop' : 'Start'}
                </Button>
              </May>
            </li>
          );
        })}
      </ul>
      {heldBy(worker) === 0 ? null : <WorksOn worker={worker} />}
      <Facts
        facts={[
          ['Done', formatCount(worker.completed)],
          ['Failed', formatCount(worker.failed)],
          ['Registered', <Ago key="registered" at={worker.registeredAt} />],
          ['Id', <IdText key="id" id={worker.id} what="worker id" />],
          [
            'Items',
            <Link key="items" href={`/work/items?filter=worker:${worker.id}`} className={classes.link}>
              all of this worker
            </Link>,
          ],
        ]}
      />
      <AllTypes worker={worker} onSteer={onSteer} />
    </div>
  );
}

/** All its types at once, where there are several. */
function AllTypes({ worker, onSteer }: { worker: Worker; onSteer: (steering: Steering) => void }) {
  const started = worker.types.filter(({ wanted }) => wanted === 'started').map(({ type }) => type);
  if (worker.types.length < 2) return null;
  const wish = started.length > 0 ? 'stop' : 'start';
  const types = started.length > 0 ? started : worker.types.map(({ type }) => type);
  return (
    <div>
      <May permission="work:write">
        <Button size="xs" variant="default" onClick={() => onSteer({ wish, worker, types })}>
          {wish === 'stop' ? 'Stop all its types' : 'Start all its types'}
        </Button>
      </May>
    </div>
  );
}

function WorksOn({ worker }: { worker: Worker }) {
  const { data } = useQuery(workItemsQuery({ worker: worker.id, status: ['processing'] }, LISTED));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <div>
      <h3 className={classes.heading}>Works on</h3>
      <ul className={classes.held}>
        {data.items.map((item) => (
          <li key={item.id}>
            <Link href={`/work/items/${item.id}`} className={classes.link}>
              {item.asks}
            </Link>
            <span className={classes.dim}>
              {item.startedAt === null ? null : <Elapsed from={item.startedAt} to={null} />}
              {item.progress === null ? null : ` · ${progressWords(item.progress)}`}
            </span>
          </li>
        ))}
        {data.next === null ? null : <li className={classes.dim}>and more</li>}
      </ul>
    </div>
  );
}
