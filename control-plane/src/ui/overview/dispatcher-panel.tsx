'use client';
import type { Overview } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { Panel } from '../parts/panel.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './overview.module.css';

/** Whether decisions are taken, and how much is not published yet. */
export function DispatcherPanel({ dispatcher }: { dispatcher: Overview['dispatcher'] | undefined }) {
  return (
    <Panel title="Dispatcher">
      {dispatcher === undefined ? (
        <Skeleton height={67} />
      ) : (
        <dl className={classes.facts}>
          <dt>Leads</dt>
          <dd>{dispatcher.leading ? `yes, epoch ${dispatcher.epoch}` : 'no: jobs wait until one does'}</dd>
          <dt>Last beat</dt>
          <dd>{dispatcher.lastBeatAt === null ? 'none yet' : <Ago at={dispatcher.lastBeatAt} />}</dd>
          <dt>Instructions not published yet</dt>
          <dd>{formatCount(dispatcher.outboxWaiting)}</dd>
        </dl>
      )}
    </Panel>
  );
}
