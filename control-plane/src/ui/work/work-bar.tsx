'use client';
import type { WorkQueues } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { workQueuesQuery } from '../api/work-queries.ts';
import settings from '../settings/settings.module.css';
import classes from './work.module.css';

const PARTS = [
  { href: '/work', word: 'Queues' },
  { href: '/work/items', word: 'Items' },
  { href: '/work/dead', word: 'Dead letters' },
  { href: '/work/chains', word: 'Chains' },
] as const;

const deadOf = ({ items }: WorkQueues) => items.reduce((sum, { failed }) => sum + failed, 0);

/** The parts of the room of work, over each of them; beside the dead letters, how many there are. */
export function WorkBar() {
  const pathname = usePathname();
  const dead = useQuery({ ...workQueuesQuery(), select: deadOf }).data ?? 0;
  return (
    <nav aria-label="Parts of Work" className={settings.bar}>
      {PARTS.map(({ href, word }) => (
        <Link key={href} href={href} className={settings.part} aria-current={pathname === href ? 'page' : undefined}>
          {word}
          {href === '/work/dead' ? (
            <span className={classes.dead} data-none={dead === 0 || undefined}>
              {formatCount(dead)}
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
