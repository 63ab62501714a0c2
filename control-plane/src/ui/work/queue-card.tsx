'use client';
import { type StateView, type Tone, WORK_TYPE_MEANINGS, type WorkQueue, type WorkType } from '@longshore/schemas';
import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { Button } from '../parts/button/button.tsx';
import { late } from '../parts/late.tsx';
import { May } from '../parts/may.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { StateIcon } from '../state/state-icon.tsx';
import type { DepthSample } from './depths.ts';
import { queueNote, scalingWords } from './queue-words.ts';
import { Sparkline } from './sparkline.tsx';
import { typeWord } from './type-word.ts';
import classes from './work.module.css';

// The form comes when somebody wants to change limits.
const ScalingDialog = late(async () => (await import('./scaling-dialog.tsx')).ScalingDialog);

const NOTE_ICONS: Partial<Record<Tone, StateView['icon']>> = { moving: 'loader', badly: 'cross' };

export interface QueueCardProps {
  queue: WorkQueue;
  depths: readonly DepthSample[];
  /** Whether the fleet can run workers at all. */
  ready: boolean;
}

/** One queue: what waits, what is worked on, how fast it goes in and out, and by how many. */
export function QueueCard({ queue, depths, ready }: QueueCardProps) {
  const { type, queued, backingOff, processing, failed, oldestAgeMs, workers, scaling } = queue;
  const [asking, setAsking] = useState(false);
  const note = queueNote(queue, ready);
  useWhenSettled(ScalingDialog.fetchAhead);
  const items = (state: string) => `/work/items?filter=type:${type}+state:${state}`;
  const out = queue.completedLastMinute + queue.failedLastMinute;
  return (
    <section className={classes.queue} aria-label={`${typeWord(type)} queue`}>
      <div className={classes['queue-head']}>
        <h2>
          <Link href={`/work/items?filter=type:${type}`} prefetch={false} className={classes.link}>
            {typeWord(type)}
          </Link>
        </h2>
        <span className={classes.dim}>{workers === 0 ? 'no worker' : plural(workers, 'worker')}</span>
      </div>
      <p className={classes.means}>{WORK_TYPE_MEANINGS[type]}</p>
      <dl className={classes.figures}>
        <Figure name="Waiting" value={queued} href={items('queued')} large>
          {backingOff === 0 ? null : `${formatCount(backingOff)} for another try`}
        </Figure>
        <Figure name="Worked on" value={processing} href={items('processing')} large />
        <Figure name="Dead letters" value={failed} href={`/work/dead?filter=type:${type}`} large badly />
        <Figure name="In, last minute" value={queue.submittedLastMinute} />
        <Figure name="Out, last minute" value={out}>
          {queue.failedLastMinute === 0 ? null : `${formatCount(queue.failedLastMinute)} failed`}
        </Figure>
        <div className={classes.figure}>
          <dt>Oldest waits</dt>
          <dd data-none={oldestAgeMs === null || undefined}>
            {oldestAgeMs === null ? '–' : formatDuration(Math.floor(oldestAgeMs / 1_000) * 1_000)}
          </dd>
        </div>
      </dl>
      <Sparkline samples={depths} of={typeWord(type)} />
      {note === null ? null : (
        <p className={classes.tell} data-tone={note.tone}>
          <StateIcon icon={NOTE_ICONS[note.tone] ?? 'question'} size={14} />
          <span>
            {note.words}{' '}
            {note.jobId === undefined ? null : (
              <Link href={`/jobs/${note.jobId}`} prefetch={false} className={classes.more}>
                See its job
              </Link>
            )}
          </span>
        </p>
      )}
      <div className={classes.foot}>
        <span>{scalingWords(scaling)}</span>
        <May permission="work:write">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
            aria-label={`Limits of ${type}`}
            onClick={() => setAsking(true)}
          >
            Limits
          </Button>
        </May>
      </div>
      {asking ? <ScalingDialog queue={queue} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

interface FigureProps {
  name: string;
  value: number;
  href?: string;
  large?: boolean;
  badly?: boolean;
  /** More of it, in small. */
  children?: ReactNode;
}

function Figure({ name, value, href, large = false, badly = false, children = null }: FigureProps) {
  const words = formatCount(value);
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd
        data-large={large || undefined}
        data-none={value === 0 || undefined}
        data-badly={(badly && value > 0) || undefined}
      >
        {href === undefined || value === 0 ? (
          words
        ) : (
          <Link href={href} prefetch={false}>
            {words}
          </Link>
        )}
      </dd>
      {children === null ? null : <dd className={classes.small}>{children}</dd>}
    </div>
  );
}

/** A card before anything is known of its queue, with the room that each of its parts takes. */
export function QueueSkeleton({ type }: { type: WorkType }) {
  return (
    <section className={classes.queue} aria-label={`${typeWord(type)} queue`} aria-busy>
      <div className={classes['queue-head']}>
        <h2>{typeWord(type)}</h2>
      </div>
      <p className={classes.means}>{WORK_TYPE_MEANINGS[type]}</p>
      <dl className={classes.figures}>
        {['Waiting', 'Worked on', 'Dead letters'].map((name) => (
          <Awaited key={name} name={name} large />
        ))}
        {['In, last minute', 'Out, last minute', 'Oldest waits'].map((name) => (
          <Awaited key={name} name={name} />
        ))}
      </dl>
      <Sparkline samples={[]} of={typeWord(type)} />
      <div className={classes.foot}>
        <Skeleton height={14} width={140} my={8} />
      </div>
    </section>
  );
}

function Awaited({ name, large }: { name: string; large?: boolean }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd data-large={large} data-none>
        –
      </dd>
    </div>
  );
}
