'use client';
import type { Permission } from '@longshore/schemas';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { maySee } from '../session/may-do.ts';
import { useSession } from '../session/use-session.ts';
import classes from './settings.module.css';

const PARTS: readonly { href: string; word: string; permission?: Permission }[] = [
  { href: '/settings', word: 'You' },
  { href: '/settings/keys', word: 'API keys' },
  { href: '/settings/people', word: 'People', permission: 'users:read' },
  { href: '/registries', word: 'Registries', permission: 'registries:read' },
  { href: '/webhooks', word: 'Webhooks', permission: 'webhooks:read' },
  { href: '/settings/appearance', word: 'Appearance' },
];

/** The parts of Settings, over each of them; those in which one may see nothing are left out. */
export function SettingsBar() {
  const pathname = usePathname();
  const session = useSession();
  const bar = useRef<HTMLElement>(null);
  // On a phone not all fit, and one sees which one is at.
  useEffect(() => {
    const at = bar.current?.querySelector(`[href="${CSS.escape(pathname)}"]`);
    at?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={bar} aria-label="Parts of Settings" className={classes.bar}>
      {PARTS.filter(({ permission }) => maySee(session, permission)).map(({ href, word }) => (
        <Link key={href} href={href} className={classes.part} aria-current={pathname === href ? 'page' : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  );
}
