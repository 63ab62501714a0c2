'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { jobQuery } from '../api/queries.ts';
import { scheduleQuery } from '../api/schedule-queries.ts';
import { sortQuery } from '../api/sort-queries.ts';
import { templateQuery } from '../api/template-queries.ts';
import { webhookQuery } from '../api/webhook-queries.ts';
import { workItemQuery } from '../api/work-queries.ts';
import classes from './crumbs.module.css';
import { ROOMS, type Room } from './rooms.ts';

/** Where the page stands: Jobs / clickstream. */
export function Crumbs() {
  const [first = '', second, third] = usePathname().split('/').slice(1);
  const room = ROOMS.find(({ href }) => href === `/${first}`);
  if (room === undefined) {
    const word = ROOMLESS[first];
    return (
      <nav aria-label="Where you are" className={classes.crumbs}>
        {word === undefined ? null : (
          <span aria-current="page" className={classes.last}>
            {word}
          </span>
        )}
      </nav>
    );
  }
  const above = [
    ...(room.inSettings === true ? ROOMS.filter(({ href }) => href === '/settings') : []),
    ...(second === undefined ? [] : [room]),
    ...(third === undefined ? [] : WORK.filter(({ href }) => href === `/${first}/${second}`)),
  ];
  return (
    <nav aria-label="Where you are" className={classes.crumbs}>
      {above.map((each) => (
        <Above key={each.href} room={each} />
      ))}
      <span aria-current="page" {...(above.length === 0 ? {} : { className: classes.last })}>
        {second === undefined ? room.word : <LastWord room={first} segment={second} below={third} />}
      </span>
    </nav>
  );
}

function Above({ room }: { room: Pick<Room, 'href' | 'word'> }) {
  return (
    <>
      <Link href={room.href} prefetch={false}>
        {room.word}
      </Link>
      <span aria-hidden className={classes.slash}>
        /
      </span>
    </>
  );
}

/** Pages that are in no room. */
const ROOMLESS: Readonly<Record<string, string>> = { reference: 'API reference' };

const NEW: Readonly<Record<string, string>> = {
  jobs: 'New job',
  schedules: 'New schedule',
  sorts: 'New sort',
  templates: 'New template',
  work: 'New item',
};

const SETTINGS: Readonly<Record<string, string>> = { keys: 'API keys', people: 'People', appearance: 'Appearance' };

/** The parts of the room of work. */
const WORK: readonly Pick<Room, 'href' | 'word'>[] = [
  { href: '/work/items', word: 'Items' },
  { href: '/work/dead', word: 'Dead letters' },
  { href: '/work/chains', word: 'Chains' },
];

function LastWord({ room, segment, below }: { room: string; segment: string; below: string | undefined }) {
  if (segment === 'new') return NEW[room] ?? 'New';
  if (room === 'jobs' && segment === 'queue') return 'Queue';
  if (room === 'jobs') return <JobName id={segment} />;
  if (room === 'schedules') return <ScheduleName id={decodeURIComponent(segment)} />;
  if (room === 'sorts')
    return segment === 'learn' ? 'Quicksort, step by step' : <SortName id={decodeURIComponent(segment)} />;
  if (room === 'templates') return <TemplateName id={decodeURIComponent(segment)} />;
  if (room === 'settings') return SETTINGS[segment] ?? segment;
  if (room === 'work' && below === undefined) {
    return WORK.find(({ href }) => href === `/work/${segment}`)?.word ?? segment;
  }
  if (room === 'work' && segment === 'items') return <WorkItemName id={decodeURIComponent(below ?? '')} />;
  if (room === 'work') return decodeURIComponent(below ?? '');
  if (room === 'webhooks') return <WebhookName id={decodeURIComponent(segment)} />;
  return decodeURIComponent(segment);
}

function JobName({ id }: { id: string }) {
  const { data } = useQuery(jobQuery(id));
  return data?.name ?? `…${id.slice(-8)}`;
}

function TemplateName({ id }: { id: string }) {
  const { data } = useQuery(templateQuery(id));
  return data?.name ?? `…${id.slice(-8)}`;
}

function ScheduleName({ id }: { id: string }) {
  const { data } = useQuery(scheduleQuery(id));
  return data?.name ?? `…${id.slice(-8)}`;
}

function SortName({ id }: { id: string }) {
  const { data } = useQuery(sortQuery(id));
  return data?.name ?? `…${id.slice(-8)}`;
}

function WorkItemName({ id }: { id: string }) {
  const { data } = useQuery(workItemQuery(id));
  return data?.asks ?? `…${id.slice(-8)}`;
}

function WebhookName({ id }: { id: string }) {
  const { data } = useQuery(webhookQuery(id));
  return data?.name ?? `…${id.slice(-8)}`;
}
