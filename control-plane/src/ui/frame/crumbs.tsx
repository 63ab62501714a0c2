'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { jobQuery } from '../api/queries.ts';
import { late } from '../parts/late.tsx';
import classes from './crumbs.module.css';
import { isNamedRoom } from './named-rooms.ts';
import { ROOMS, type Room } from './rooms.ts';

/** What asks for names of all kinds is not in the way of the first page. */
const CrumbName = late(async () => (await import('./crumb-name.tsx')).CrumbName, '…');

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
    ...(third === undefined ? [] : PARTS.filter(({ href }) => href === `/${first}/${second}`)),
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

/** The parts of the rooms of work and of kitchens. */
const PARTS: readonly Pick<Room, 'href' | 'word'>[] = [
  { href: '/work/items', word: 'Items' },
  { href: '/work/dead', word: 'Dead letters' },
  { href: '/work/chains', word: 'Chains' },
  { href: '/kitchens/orders', word: 'Orders' },
  { href: '/kitchens/runs', word: 'Runs' },
  { href: '/kitchens/story', word: 'Story' },
];

function LastWord({ room, segment, below }: { room: string; segment: string; below: string | undefined }) {
  if (segment === 'new') return NEW[room] ?? 'New';
  if (room === 'jobs') return segment === 'queue' ? 'Queue' : <JobName id={segment} />;
  if (room === 'settings') return SETTINGS[segment] ?? segment;
  if (room === 'sorts' && segment === 'learn') return 'Quicksort, step by step';
  const hasParts = room === 'work' || room === 'kitchens';
  if (hasParts && below === undefined) {
    return PARTS.find(({ href }) => href === `/${room}/${segment}`)?.word ?? segment;
  }
  const id = decodeURIComponent(hasParts ? (below ?? '') : segment);
  const named = room === 'kitchens' ? `kitchens/${segment}` : room;
  const isNamed = isNamedRoom(named) && (room !== 'work' || segment === 'items');
  return isNamed ? <CrumbName room={named} id={id} /> : id;
}

function JobName({ id }: { id: string }) {
  const { data } = useQuery(jobQuery(id));
  return data?.name ?? `…${id.slice(-8)}`;
}
