'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import settings from '../settings/settings.module.css';

const PARTS = [
  { href: '/kitchens', word: 'City' },
  { href: '/kitchens/orders', word: 'Orders' },
  { href: '/kitchens/runs', word: 'Runs' },
  { href: '/kitchens/story', word: 'Story' },
] as const;

/** The parts of the room of kitchens, over each of them. */
export function KitchensBar() {
  const pathname = usePathname();
  return (
    <nav aria-label="Parts of Kitchens" className={settings.bar}>
      {PARTS.map(({ href, word }) => (
        <Link key={href} href={href} className={settings.part} aria-current={pathname === href ? 'page' : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  );
}
